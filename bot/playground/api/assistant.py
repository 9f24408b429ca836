"""`assistant.threads.*`: the status line, and the prompts that a direct message suggests."""

from bot.playground.api.call import Call, Method
from bot.playground.errors import SlackRefusal
from bot.playground.records import Json

LOADING_MESSAGES = 10
PROMPTS = 4


def set_status(call: Call) -> Json:
    """Answer `assistant.threads.setStatus`."""
    channel = call.own_channel("channel_id")
    thread_ts = call.required("thread_ts")
    if call.workspace.state.message(channel.id, thread_ts) is None:
        raise SlackRefusal("invalid_thread_ts")
    loading = call.structure("loading_messages", "invalid_arguments") or []
    if not isinstance(loading, list) or len(loading) > LOADING_MESSAGES:
        complaint = f"[ERROR] no more than {LOADING_MESSAGES} items allowed"
        raise SlackRefusal("invalid_arguments", [f"{complaint} [json-pointer:/loading_messages]"])
    call.workspace.surfaces.set_status(channel.id, thread_ts, call.text("status"), loading)
    return {}


def set_suggested_prompts(call: Call) -> Json:
    """Answer `assistant.threads.setSuggestedPrompts`.

    With a `thread_ts` an app with `agent_view` is told "ok" and nothing is shown; the workspace
    notes that as a violation, because nothing else would show it.
    """
    channel = call.own_channel("channel_id")
    prompts = call.objects("prompts", "invalid_arguments") or []
    if not prompts or len(prompts) > PROMPTS or not all(map(_is_prompt, prompts)):
        raise SlackRefusal("invalid_arguments", [f"[ERROR] 1 to {PROMPTS} prompts required"])
    if call.text("thread_ts"):
        line = "assistant.threads.setSuggestedPrompts: thread_ts makes it fail silently"
        call.workspace.violations.append(line)
        return {}
    title = call.text("title")
    call.workspace.state.prompts[channel.id] = {"title": title, "prompts": prompts}
    call.workspace.pulse.changed()
    return {}


def _is_prompt(prompt: Json) -> bool:
    return set(prompt) == {"title", "message"} and all(map(bool, prompt.values()))


METHODS = {
    "assistant.threads.setStatus": Method(set_status, ("chat:write", "assistant:write"), tier=5),
    "assistant.threads.setSuggestedPrompts": Method(set_suggested_prompts, ("assistant:write",)),
}
