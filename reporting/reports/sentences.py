"""The page a bupati reads first: where do people wait, and why. Pure."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from board import figures, presenters
from board.presenters_owners import BAR_ORDER
from board.results import Board
from board.words import CAUSES
from indicators.measures import Duration
from indicators.results import Difference, Freshness, OwnerSplit, Standing

LONGEST = 3
# What is shown as a cause must be this much above the kabupaten's average, in minutes a file.
NOTICED = 1.0


def joined(names: Sequence[str]) -> str:
    """ "A, B, dan C"."""
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    return _("{first}{comma} dan {last}").format(
        first=", ".join(first), comma="," if len(first) > 1 else "", last=last
    )


def overall(period: str, headlines: Mapping[str, Difference]) -> list[str]:
    """Files received, the promise kept, and what became of it since the month before."""
    received, kept = headlines["received"], headlines["promise_kept"]
    n = figures.number(received.b.value or 0)
    found = [_("Pada {period} kantor kecamatan menerima {n} berkas.").format(period=period, n=n)]
    if kept.b.enough and kept.b.value is not None:
        said = _("Janji waktu ditepati pada {value} dari {n} yang dijanjikan (selang 95 %: {interval}).")
        found.append(
            said.format(
                value=figures.said(kept.definition, kept.b),
                n=figures.n_words(kept.definition, kept.b),
                interval=figures.interval(kept.definition, kept.b) or "–",
            )
        )
        found.append(presenters.change_words(kept))
    else:
        found.append(_("Ketepatan janji waktu belum dapat dikatakan: datanya belum cukup."))
    return found


def waits(whole: OwnerSplit, each: Sequence[OwnerSplit]) -> list[str]:
    """Where a file takes longest, and whose minutes make the difference; the time at the applicant apart."""
    known = [split for split in each if split.enough and split.office]
    if not known or not whole.enough:
        return [_("Di mana warga paling lama menunggu belum dapat dikatakan: datanya belum cukup.")]
    average = figures.minutes(_waited(whole))
    known = [split for split in known if _waited(split) > _waited(whole) + NOTICED]
    if not known:
        said_ = _("Lama menunggu hampir sama di semua kecamatan: rata-rata {average} tiap berkas.")
        return [said_.format(average=average)]
    known.sort(key=lambda split: (-_waited(split), split.office.code if split.office else ""))
    said = [
        _("{office} ({minutes}{cause})").format(
            office=split.office.name if split.office else "",
            minutes=figures.minutes(_waited(split)),
            cause=f"; {cause}" if (cause := cause_words(split, whole)) else "",
        )
        for split in known[:LONGEST]
    ]
    words = _(
        "Di luar waktu di tangan pemohon, warga paling lama menunggu di {offices}. Rata-rata semua kecamatan "
        "{average} tiap berkas."
    )
    found = [words.format(offices=joined(said), average=average)]
    longest = max((split for split in each if split.enough and split.office), key=_whole)
    if longest is not known[0] and longest.office is not None:
        words = _("Bila waktu di tangan pemohon ikut dihitung, yang terlama {office} ({minutes}).")
        found.append(words.format(office=longest.office.name, minutes=figures.minutes(_whole(longest))))
    return found


WAITED = tuple(owner for owner in BAR_ORDER if owner is not Duration.APPLICANT)


def _waited(split: OwnerSplit) -> float:
    return sum(split.minutes.get(owner, 0.0) for owner in WAITED)


def _whole(split: OwnerSplit) -> float:
    return sum(split.minutes.get(owner, 0.0) for owner in BAR_ORDER)


def cause_words(split: OwnerSplit, whole: OwnerSplit) -> str:
    """Whose minutes lie the most above the average; "" where nobody's do."""
    above = {owner: split.minutes.get(owner, 0.0) - whole.minutes.get(owner, 0.0) for owner in WAITED}
    most = max(WAITED, key=lambda owner: above[owner])
    return str(CAUSES[most]) if above[most] > NOTICED else ""


def attention(board: Board) -> list[str]:
    """The offices that stand out by any measure, and those of which nothing may be said. While figures are
    still being counted nobody stands out or not."""
    found = []
    if board.concerns:
        said = ngettext(
            "{n} kantor perlu perhatian, karena bedanya dari yang lain bukan kebetulan: {offices}.",
            "{n} kantor perlu perhatian, karena bedanya dari yang lain bukan kebetulan: {offices}.",
            len(board.concerns),
        )
        shown = joined([one.office.name for one in board.concerns])
        found.append(said.format(n=len(board.concerns), offices=shown))
    elif not board.fresh.computing:
        found.append(_("Tidak ada kantor yang berbeda nyata lebih buruk dari yang lain."))
    too_few = [row.office.name for row in board.comparison.rows if row.standing is Standing.TOO_FEW]
    if too_few:
        said = _("Belum cukup data untuk dinilai: {offices}.")
        found.append(said.format(offices=joined(too_few)))
    return found


def stale(fresh: Freshness) -> list[str]:
    """Offices whose figures are behind, with how far they go."""
    return [
        _("Angka {office} tertinggal: memuat kejadian sampai {as_of}.").format(
            office=one.office.name, as_of=figures.moment(one.as_of)
        )
        if one.as_of
        else _("Angka {office} belum terbaca sama sekali.").format(office=one.office.name)
        for one in fresh.stale
    ]
