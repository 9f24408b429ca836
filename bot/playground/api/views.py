"""`views.*`: modals and the Home tab."""

from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.records import Json, View
from bot.playground.wire import view_json


def _payload(call: Call, kind: str) -> Json:
    view = call.structure("view", "invalid_arguments")
    if not isinstance(view, dict) or view.get("type") != kind:
        complaint = f"[ERROR] a view of type {kind} is required [json-pointer:/view]"
        raise SlackRefusal("invalid_arguments", [complaint])
    return view


def _trigger(call: Call) -> str:
    return call.text("trigger_id") or call.required("interactivity_pointer")


def open_modal(call: Call) -> Json:
    """Answer `views.open`."""
    payload = _payload(call, "modal")
    user = call.workspace.surfaces.use_trigger(_trigger(call))
    return {"view": view_json(call.workspace.surfaces.open(user, payload))}


def push(call: Call) -> Json:
    """Answer `views.push`."""
    payload = _payload(call, "modal")
    user = call.workspace.surfaces.use_trigger(_trigger(call))
    return {"view": view_json(call.workspace.surfaces.push(user, payload))}


def update(call: Call) -> Json:
    """Answer `views.update`."""
    surfaces = call.workspace.surfaces
    view: View = surfaces.find(call.text("view_id"), call.text("external_id"))
    payload = _payload(call, str(view.payload["type"]))
    return {"view": view_json(surfaces.update(view, payload, call.text("hash")))}


def publish(call: Call) -> Json:
    """Answer `views.publish`."""
    person = call.person("user_id")
    payload = _payload(call, "home")
    view = call.workspace.surfaces.publish(person.id, payload, call.text("hash"))
    return {"view": view_json(view)}


METHODS = {
    "views.open": Method(open_modal, tier=4),
    "views.push": Method(push, tier=4),
    "views.update": Method(update, tier=4),
    "views.publish": Method(publish, tier=4),
}
