"""Channels: groups of other messengers (企业微信、钉钉、飞书), to which the outbox is delivered by their webhooks."""
