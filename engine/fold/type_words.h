#pragma once

#include <string_view>

namespace hindcast {

/// Whether an event type says that its entity ceased to be: "OrderDeleted", "order-deleted",
/// "order.removed.v2", "Shop.Orders+OrderDestroyedEvent", "ORDER_ERASED".
///
/// The last word decides, after a version ("V2", "3") and a closing "Event" have been set aside. The words
/// are facts in English: deleted, removed, destroyed, erased, purged, deregistered. Not among them: archived,
/// closed, cancelled, expired (the entity lives on in that state), and wishes such as delete or remove. Words
/// end at a change of case and at everything that is neither letter nor digit. Only ASCII letters have case
/// here, whatever the locale. What follows a comma (".NET" assembly names) is not looked at.
bool saysDeleted(std::string_view type);

} // namespace hindcast
