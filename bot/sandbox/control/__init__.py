"""The control API: JSON over HTTP, for tests, scripts and the chat page. Every body and every answer is an object.

A ``chat`` is the key of a room: a group's chat id, or ``"BOT/PERSON"`` for a private chat; where a person acts, leaving
it out means the private chat with ``bot`` (an id; the first bot when left out). Wrong use answers 400 ``{"error": …}``.

    GET    /clock                  → {now, speed, virtual}
    POST   /clock                  {now?, speed?, virtual?}  jump, pause (0), change speed; virtual: life times, limits
                                   and waits of webhooks go by this clock, too
    GET    /sandbox/state          {users, bots, chats, played, seq}
    POST   /sandbox/reset
    POST   /sandbox/users          {first_name, last_name?, username?, language_code?, phone?, id?} → user
    POST   /sandbox/bots           {token, first_name?, username?, privacy?, inline?} → bot
    POST   /sandbox/chats          {title, members: [ids], kind?: supergroup|group|channel, …as below} → chat
    POST   /sandbox/chat           {chat, username?, forum?, discussion?: KEY, signed?} → chat
    POST   /sandbox/members        {chat, user, status: creator|administrator|member|restricted|left|kicked, by?, …}
                                   …: anonymous?, title?, denied?: rights or permissions that are kept from them
    POST   /sandbox/played         {user}                  the person that the page plays; shown in the state
    POST   /sandbox/blocks         {user, blocked, bot?}
    POST   /sandbox/deactivate     {user}                  delete the account
    POST   /sandbox/migrate        {chat} → chat (the supergroup)
    POST   /sandbox/say            {user, chat?, text, parse_mode?, entities?, …place} → message
                                   place: thread?, reply_to?, reply_chat?, quote?, as_channel?: KEY, media_group_id?
    POST   /sandbox/edit           {user, chat?, message_id, text}
    POST   /sandbox/delete         {user, chat?, message_id}
    POST   /sandbox/forward        {user, chat?, from_chat, message_id, hidden?, …place}
    POST   /sandbox/file           {user, chat?, kind, name, content (base64), caption?, duration?, …place}
                                   kind: photo|document|video|video_note|audio|voice|animation|sticker
    POST   /sandbox/contact        {user, chat?, owner?}
    POST   /sandbox/place          {user, chat?, latitude, longitude, live_period?, title?, address?, …place}
    POST   /sandbox/move           {user, chat?, message_id, latitude, longitude} or {…, stop}   a live location
    POST   /sandbox/poll           {user, chat?, question, options, and what sendPoll takes, …place}
    POST   /sandbox/vote           {user, chat?, message_id, options: [words or numbers]}; none takes the vote back
    POST   /sandbox/stop_poll      {user, chat?, message_id}
    POST   /sandbox/content        {user, chat?, content, …place}    any other message fields
    POST   /sandbox/press          {user, chat?, message_id, text? or data?, forged?, wait?} → {query, answer} or {url}
    POST   /sandbox/react          {user, chat?, message_id, emoji: […]}
    POST   /sandbox/pin            {user, chat?, message_id, pinned?}
    POST   /sandbox/topics         {user, chat, name, icon_color?} → {key, chat, topic}
    POST   /sandbox/topic          {user, chat, thread, name?, closed?, deleted?}
    POST   /sandbox/join           {user, link} → {key, chat, inside}
    POST   /sandbox/inline         {user, chat?, query, offset?, bot?, wait?} → {query, results}   after a bot's name
    POST   /sandbox/choose         {user, chat?, query, result} → message
    GET    /sandbox/messages       ?chat=KEY&after=N&wait=S&before=N&limit=N → {messages, more}; waits for the first one
    GET    /sandbox/happenings     ?after=SEQ&wait=S → {happenings, seq}
    GET    /sandbox/events         ?after=SEQ                the same as server-sent events
    GET    /sandbox/menu           ?chat=KEY&user=ID         → {commands}
    GET    /sandbox/files/FILE_ID  the bytes
    GET    /sandbox/journal        ?after=SEQ&method=M&chat=ID&text=WORDS&limit=N → {calls, seq}
    GET    /sandbox/transcript     ?chat=KEY&format=text|json  who said what; all chats where none is named
    POST   /sandbox/save           → the whole world as JSON
    POST   /sandbox/load           a world that was saved, in the place of this one
    GET    /sandbox/faults         → {faults}                each with how many calls it met and how often it played
    POST   /sandbox/faults         {kind, method?, chat?, contains?, matches?, params?, count?, skip?, when?, …}
    DELETE /sandbox/faults         forget all
    POST   /sandbox/updates        {bot?, update: {…}} a raw update, or {bot?, shift: N} moves the next update_id
    POST   /sandbox/limits         {enforced?, overall?, per_chat?, burst?, per_group_minute?, edits?, …} → all
    POST   /sandbox/age            {seconds}                 make what waits and what limits counted older
"""

from bot.sandbox.control.routes import control_routes

__all__ = ["control_routes"]
