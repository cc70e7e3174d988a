"""What a complaint channel is called where the document gives it no name of its own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from standards.components import Channel
from standards.vocabulary import ChannelKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NAMES: Mapping[ChannelKind, "StrPromise | str"] = {
    ChannelKind.PHONE: _("Telepon"),
    ChannelKind.SMS: "SMS",
    ChannelKind.WHATSAPP: "WhatsApp",
    ChannelKind.ADDRESS: _("Alamat"),
    ChannelKind.WEBSITE: _("Situs web"),
    ChannelKind.LAPOR: "LAPOR!",
    ChannelKind.EMAIL: _("Surel"),
    ChannelKind.FACEBOOK: "Facebook",
    ChannelKind.INSTAGRAM: "Instagram",
    ChannelKind.DESK: _("Di kantor"),
    ChannelKind.BOX: _("Di kantor"),
}


def name_of(channel: Channel) -> str:
    """The document's own name for the channel, else what its kind is called."""
    return channel.label or str(NAMES[channel.kind])
