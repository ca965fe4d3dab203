#pragma once

class QWidget;

namespace hindcast {

/// Shows that what a widget holds does not belong to the playhead yet: all of it is drawn fainter. It can
/// still be read, scrolled and selected from.
void setLateLook(QWidget* widget, bool late);

} // namespace hindcast
