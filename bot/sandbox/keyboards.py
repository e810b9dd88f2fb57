"""Keyboards under messages: what the platform accepts, and how a button is found by its words."""

from __future__ import annotations

from bot.sandbox.errors import ApiError, Json, bad_request

ACTIONS = ("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
           "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled")  # fmt: skip


def checked(markup: Json | None, *, private: bool) -> Json | None:
    """Return the markup, cleaned of empty fields; a wrong one is refused."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = [[_inline(button) for button in row] for row in _rows(markup["inline_keyboard"])]
        return {"inline_keyboard": [row for row in rows if row]}
    if "keyboard" in markup:
        rows = [[_plain(button, private=private) for button in row] for row in _rows(markup["keyboard"])]
        return {**markup, "keyboard": rows}
    if "remove_keyboard" in markup or "force_reply" in markup:
        return markup
    raise bad_request("object expected as reply markup")


def inline_only(markup: Json | None) -> Json | None:
    """Return an inline keyboard as a message carries it, None for an empty one; other markups are refused."""
    cleaned = checked(markup, private=True)
    if cleaned is not None and "inline_keyboard" not in cleaned:
        raise bad_request("inline keyboard expected")
    return cleaned if cleaned and cleaned["inline_keyboard"] else None


def find_button(markup: Json, *, text: str | None = None, data: str | None = None) -> Json | None:
    """Return the inline button with these words or this data."""
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if data is not None:
        return next((button for button in buttons if button.get("callback_data") == data), None)
    exact = [button for button in buttons if button["text"] == text]
    return next(iter(exact or [button for button in buttons if text and text in button["text"]]), None)


def _rows(rows: object) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse keyboard: Array of Arrays expected")
    return rows


def _inline(button: Json) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise _wrong_inline('Can\'t find field "text"')
    if all(button.get(name) in (None, "") for name in ACTIONS):
        raise _wrong_inline("Text buttons are unallowed in the inline keyboard")
    return {key: value for key, value in button.items() if value is not None}


def _plain(button: Json | str, *, private: bool) -> Json:
    shaped = {"text": button} if isinstance(button, str) else button
    if not isinstance(shaped, dict) or not shaped.get("text"):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if shaped.get("request_contact") and not private:
        raise bad_request("phone number can be requested in private chats only")
    return {key: value for key, value in shaped.items() if value is not None and value is not False}


def _wrong_inline(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
