"""The ways a message leaves by itself. Each is a small adapter; `kinds.Channel` names them."""

from notifications.channels import console, mail, sms, whatsapp
from notifications.channels.base import Channel as Adapter
from notifications.kinds import Channel

ADAPTERS: dict[Channel, Adapter] = {
    Channel.WHATSAPP: whatsapp.CHANNEL,
    Channel.SMS: sms.CHANNEL,
    Channel.EMAIL: mail.CHANNEL,
    Channel.CONSOLE: console.CHANNEL,
}
