#include "views/theme/key_hint.h"

#include <QVariant>
#include <QWidget>

namespace hindcast {

namespace {

constexpr const char* textProperty = "hintText";
constexpr const char* keyProperty = "hintKey";
constexpr const char* commandProperty = "hintCommand";

void showHint(QWidget* control)
{
    QString text = control->property(textProperty).toString();
    const QString key = control->property(keyProperty).toString();
    if (!key.isEmpty()) {
        const qsizetype line = text.indexOf(u'\n');
        text.insert(line < 0 ? text.size() : line, QStringLiteral(" (%1)").arg(key));
    }
    control->setToolTip(text);
}

} // namespace

void setHint(QWidget* control, const QString& text, const char* command)
{
    control->setProperty(textProperty, text);
    if (command != nullptr) {
        control->setProperty(commandProperty, QByteArray(command));
    }
    showHint(control);
}

void setHintKey(QWidget* control, const QString& key)
{
    control->setProperty(keyProperty, key);
    showHint(control);
}

QByteArray hintCommand(const QWidget* control)
{
    return control->property(commandProperty).toByteArray();
}

} // namespace hindcast
