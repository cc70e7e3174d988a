"""The day in its hours. Each act says what must be seen, and stops the day where it is not."""

import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.functional import counter
from tests.functional.visiting import PHONE, Visitor
from tools.day import ground
from tools.day.ground import Clock, Provider, say, until
from tools.day.people import OFFICE, UPRIGHT, WIDE, People, pair, patiently, take

ELSEWHERE = "kec-jatiroto"
SMS = {
    "body": "json", "to_field": "to", "text_field": "text", "key": "rahasia", "status_path": "status",
    "good_values": "0",
}  # fmt: skip

# What each service asks besides who the applicant is.
ASKED = {
    "sktm": {"surat": "sktm", "keperluan": "keringanan biaya pengobatan"},
    "kp4": {"sk_pensiun": "SK-88/PENS/2019"},
}


@dataclass
class Day:
    """Who is there, the screens, and the files of the day by what they are for."""

    who: People
    clock: Clock
    gateway: Provider
    keeper: int
    screens: dict[str, Visitor] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def officer(self) -> Visitor:
        """The counter."""
        return self.who.enter("COUNTER")

    @property
    def camat(self) -> Visitor:
        """The camat's phone."""
        return self.who.enter("HEAD", PHONE)

    def receive(self, name: str, service: str, **more: Any) -> str:
        """A file taken in at the counter, whose applicant wants a message."""
        values = {"contact_way": "SMS", **ASKED.get(service, {})}
        self.files[name] = counter.receive(self.officer, service, values, **more)
        return self.files[name]

    def schema_of(self, slug: str) -> str:
        """The schema of an office."""
        (row,) = self.who.site.ask("SELECT schema_name FROM offices_office WHERE slug = %s", slug)
        return str(row[0])

    def count(self, table: str, where: str = "true") -> int:
        """Rows of a table of the office."""
        schema = self.schema_of(OFFICE)
        (row,) = self.who.site.ask(f'SELECT count(*) FROM "{schema}".{table} WHERE {where}')  # noqa: S608
        return int(row[0])


def play(day: Day) -> None:
    """From the opening of the door to tomorrow's emergency sheet."""
    for hour, act in ACTS:
        day.clock.set(hour)
        say(f"== {hour} {act.__name__.replace('_', ' ')}")
        act(day)


def the_screens_are_paired(day: Day) -> None:
    """Kiosk and TV, each by its code."""
    admin = day.who.enter("OFFICE_ADMIN")
    day.screens["kiosk"] = pair(day.who, admin, "Kiosk pintu depan", UPRIGHT)
    day.screens["tv"] = pair(day.who, admin, "TV ruang tunggu", WIDE)
    day.who.shoot(admin, "layar-dipasang")


def messages_leave_by_sms(day: Day) -> None:
    """The console gives way to a gateway."""
    admin = day.who.enter("OFFICE_ADMIN")
    admin.open("/pengaturan/pesan/saluran/console/")
    counter.answer(admin.page, {"on": "tidak"})
    admin.press("Simpan")
    admin.open("/pengaturan/pesan/saluran/sms/")
    url = f"http://localhost:{day.gateway.port}/kirim"
    counter.answer(admin.page, {**SMS, "url": url, "on": "ya"})
    admin.press("Simpan")
    admin.sees("Saluran disimpan")
    day.who.shoot(admin, "saluran-sms")


def numbers_are_taken(day: Day) -> None:
    """Three at the kiosk, one of them by an impatient double press."""
    kiosk, tv = day.screens["kiosk"], day.screens["tv"]
    kiosk.open("/kiosk/")
    day.who.shoot(kiosk, "kiosk-pilih", whole=False)
    before = day.count("queueing_ticket")
    taken = []
    for n in range(3):
        number, path = take(kiosk, twice=n == 1)
        taken.append(number)
        if n == 0:
            day.who.shoot(kiosk, "kiosk-nomor", whole=False)
            day.screens["phone"] = phone = day.who.visit(PHONE)
            phone.open(path)
            phone.sees(number, "Menunggu dipanggil")
            day.who.shoot(phone, "giliran")
        kiosk.open("/kiosk/")
        time.sleep(5.5)  # a kiosk pauses between two people
    after = day.count("queueing_ticket")
    assert after - before == 3, f"{after - before} numbers for three people"
    assert len(set(taken)) == 3, taken
    day.who.shoot(tv, "tv-menunggu", whole=False)


def they_are_called(day: Day) -> None:
    """Whoever the morning left at the counter is done; the next one is called, and the TV shows it."""
    officer, tv = day.officer, day.screens["tv"]
    officer.open("/antrean/")
    if officer.page.get_by_role("button", name="Loket 1").count():
        officer.press("Loket 1")
    while officer.page.locator(".ticket-number").count():
        officer.press("Selesai tanpa berkas")
    officer.press("Panggil berikutnya")
    number = officer.page.inner_text(".ticket-number").strip()
    tv.page.locator("#board .tv-number").get_by_text(number, exact=True).wait_for()
    day.who.shoot(tv, "tv-panggilan", whole=False)
    day.who.shoot(officer, "loket-memanggil")
    day.who.at(officer, PHONE, "loket-memanggil-360")


def files_come_in(day: Day) -> None:
    """Several services; "Terima berkas" pressed twice makes one file."""
    before = day.count("applications_file")
    day.receive("sktm", "sktm")
    day.who.shoot(day.officer, "berkas-diterima")
    day.receive("kp4", "kp4")
    day.receive("ktp", "ktp-el", group="baru")
    officer = day.officer
    counter.begin(officer, "sktm", counter.new_nik())
    counter.answer(
        officer.page, {**counter.PERSON, **ASKED["sktm"], "desa": "Kaliboto Lor", "contact_way": "SMS"}
    )
    counter.tick_all(officer.page)
    with officer.leaving():
        officer.page.get_by_role("button", name="Terima berkas").first.dblclick()
    assert "/berkas/" in officer.page.url, officer.text()
    day.files["twice"] = "/" + officer.page.url.split("/", 3)[3].split("?")[0]
    assert day.count("applications_file") - before == 4
    for name in ("sktm", "twice"):
        counter.complete(
            officer, day.files[name], counter.DONE["VERIFY"], lookup_reason="Daftar belum dimuat"
        )
    counter.complete(officer, day.files["kp4"], counter.DONE["VERIFY"])
    until(lambda: sum(day.gateway.taken.values()) >= 4, 60, "the receipts did not leave")


def the_camat_signs_and_leaves(day: Day) -> None:
    """One from the pile on the phone; then two taps and the camat is away until 14.00."""
    camat = day.camat
    camat.open("/tanda-tangan/")
    day.who.shoot(camat, "tumpukan-360")
    _sign(camat, day.files["twice"])
    camat.open("/tanda-tangan/")
    camat.page.get_by_text("Saya keluar sampai").tap()
    day.who.shoot(camat, "camat-keluar-360")
    with camat.leaving():
        camat.page.locator("[name=until][value*='T14:00']").tap()
    camat.sees("Anda tercatat tidak di tempat sampai", "Saya sudah kembali")
    day.who.shoot(camat, "camat-pergi-360")


def _sign(leader: Visitor, path: str) -> None:
    """Only this letter of the pile, in two taps."""
    file_id = path.split("/")[2]
    page = leader.page
    page.locator("#all").uncheck()
    page.locator(f"main [name=id][value^='{file_id}']").check()
    with leader.leaving():
        page.get_by_role("button", name="Tandatangani yang dipilih").tap()
    with leader.leaving():
        page.get_by_role("button", name="Ya, sudah saya tandatangani").tap()
    leader.sees("1 surat ditandatangani")


def somebody_signs_what_they_may(day: Day) -> None:
    """The slip says when the camat is back; the kasi appoints the secretary for SKTM; KP4 waits."""
    day.receive("later", "kp4")
    slip = " ".join(counter.sheet(day.officer, day.files["later"], "tanda-terima").split())
    assert "14." in slip, slip
    counter.complete(day.officer, day.files["later"], counter.DONE["VERIFY"])
    keeper = day.who.enter("SECTION_HEAD")
    keeper.open("/pimpinan/penunjukan/")
    day.who.shoot(keeper, "penunjukan")
    day.who.at(keeper, PHONE, "penunjukan-360")
    page, today = keeper.page, f"{day.clock.now:%d%m%Y}"
    page.locator("[name=acting]").select_option(label="Joko Santoso, Sekretaris Kecamatan")
    page.get_by_role("radio", name="a.n.").check()
    counter.answer(page, {"order_number": "800/12/2026", "order_date": today, "from": today, "to": today})
    page.locator("[name=services][value=sktm]").check()
    keeper.press("Catat penunjukan")
    keeper.sees("Joko Santoso", "Hanya untuk:")
    day.who.shoot(keeper, "pimpinan-tidak-di-tempat")
    secretary = day.who.enter("SECRETARY", PHONE)
    secretary.open("/tanda-tangan/")
    secretary.sees("a.n. pimpinan")
    assert not secretary.page.locator(f"main [name=id][value^='{_id(day, 'kp4')}']").count()
    day.who.shoot(secretary, "tumpukan-pengganti-360")
    _sign(secretary, day.files["sktm"])


def _id(day: Day, name: str) -> str:
    return day.files[name].split("/")[2]


def what_people_do_wrong(day: Day) -> None:
    """The wrong role, an old page, another office's file: refused in words, nothing changed."""
    officer, kp4 = day.officer, day.files["kp4"]
    events = day.count("applications_event")
    token = officer.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    form = {"csrfmiddlewaretoken": str(token), "id": f"{_id(day, 'kp4')}.2", "confirm": "1"}
    answer = officer.fetch("/tanda-tangan/sahkan/", method="POST", form=form)
    say(f"   the counter signing: {answer.status}")
    assert answer.status in {200, 403}
    officer.open(kp4)
    officer.sees("Menunggu tanda tangan")
    assert day.count("applications_event") == events, "the wrong role moved a file"
    (row,) = day.who.site.ask(f'SELECT id FROM "{day.schema_of(ELSEWHERE)}".applications_file LIMIT 1')  # noqa: S608
    assert officer.open(f"/berkas/{row[0]}/") == 404
    day.who.shoot(officer, "berkas-kantor-lain")
    _an_old_page(day)


def _an_old_page(day: Day) -> None:
    """Two pages of one file: what the first one did, the second one learns."""
    officer = day.officer
    day.receive("stale", "sktm")
    officer.open(day.files["stale"])
    old = Visitor(officer.page.context.new_page(), day.who.site, day.who.eye, OFFICE)
    old.open(day.files["stale"])
    counter.complete(officer, day.files["stale"], counter.DONE["VERIFY"], lookup_reason="Daftar belum dimuat")
    events = day.count("applications_event")
    counter.answer(old.page, {"lookup_reason": "Daftar belum dimuat"})
    button = old.page.get_by_role("button", name=counter.DONE["VERIFY"])
    if button.count():
        with old.leaving():
            button.first.click()
    assert day.count("applications_event") == events, "an old page moved a file"
    day.who.shoot(old, "halaman-lama")
    old.page.close()


def the_provider_is_down(day: Day) -> None:
    """The counter goes on; what could not leave waits and is said."""
    day.gateway.mood = "down"
    began = time.monotonic()
    day.receive("down", "sktm")
    say(f"   received in {time.monotonic() - began:.1f} s with the provider down")
    officer = day.officer

    def waits() -> None:
        officer.open("/pesan/")
        officer.sees("Menunggu dikirim")

    patiently(waits)
    time.sleep(8)
    officer.open("/pesan/")
    day.who.shoot(officer, "pesan-penyedia-mati")
    day.who.at(officer, PHONE, "pesan-penyedia-mati-360")


def the_worker_is_killed(day: Day) -> None:
    """While a message leaves. Later it is shown as unknown, and is not sent again by itself."""
    day.gateway.mood = "holding"
    day.receive("killed", "sktm")
    until(lambda: day.gateway.held, 120, "nothing was being sent")
    sending = day.count("notifications_outmessage", "state = 'SENDING'")
    killed = ground.kill_workers(day.keeper)
    say(f"   killed {len(killed)} processes of the worker with {sending} on the way")
    assert killed
    assert sending
    day.gateway.mood = "well"
    day.gateway.free.set()


def it_is_shown_as_unknown(day: Day) -> None:
    """The worker is back by itself; somebody asks and decides."""
    until(lambda: day.count("notifications_outmessage", "state = 'UNKNOWN' AND why = 'KILLED'"), 120,
          "nobody said that it is unknown")  # fmt: skip
    officer = day.officer
    officer.open("/pesan/?keadaan=macet")
    officer.sees("Tidak diketahui, mungkin sampai")
    day.who.shoot(officer, "pesan-tidak-diketahui")
    before = sum(day.gateway.taken.values())
    time.sleep(10)
    until(lambda: not day.count("notifications_outmessage", "state IN ('WAITING', 'SENDING')"), 120,
          "what waited did not leave")  # fmt: skip
    assert max(day.gateway.taken.values()) == 1, "a message was sent twice"
    say(f"   {sum(day.gateway.taken.values()) - before} that had waited left; none twice")


def the_camat_is_back(day: Day) -> None:
    """The pile in the order of what was promised, under what the absence cost."""
    camat = day.camat
    camat.open("/tanda-tangan/")
    camat.sees("Anda tidak di tempat 10.00–14.00", "1 berkas ditandatangani pengganti")
    day.who.shoot(camat, "camat-kembali-360")
    day.who.at(camat, {"width": 1280, "height": 800}, "camat-kembali")
    camat.page.locator("#all").check()
    with camat.leaving():
        camat.page.get_by_role("button", name="Tandatangani yang dipilih").tap()
    with camat.leaving():
        camat.page.get_by_role("button", name="Ya, sudah saya tandatangani").tap()
    camat.sees("surat ditandatangani")
    keeper = day.who.enter("SECTION_HEAD")
    keeper.open("/pimpinan/biaya/")
    day.who.shoot(keeper, "biaya-ketidakhadiran")


def it_is_fetched(day: Day) -> None:
    """Registered and handed over; the applicant's page says so."""
    officer, path = day.officer, day.files["sktm"]
    counter.complete(officer, path, counter.DONE["REGISTER"])
    until(lambda: day.count("notifications_outmessage", "kind = 'READY' AND state = 'ACCEPTED'"), 60,
          "nobody was told that it is ready")  # fmt: skip
    officer.open(path)
    day.who.shoot(officer, "berkas-siap")
    public = counter.applicant_page(officer, path)
    officer.open(path)
    officer.sees("Sekarang giliran Anda")
    officer.press(counter.DONE["HAND_OVER"])
    phone = day.screens["phone"]
    phone.arrive(public if public.startswith("http") else day.who.site.url(OFFICE, public))
    day.who.shoot(phone, "halaman-pemohon")


def the_day_ends(day: Day) -> None:
    """The queue is closed, tomorrow's emergency sheet printed."""
    officer = day.officer
    officer.open("/antrean-kerja/")
    day.who.shoot(officer, "antrean-kerja-sore")
    officer.open("/darurat/")
    officer.press("Buat lembar")
    day.who.shoot(officer, "lembar-darurat")
    link = officer.page.locator("a[href$='lembar.pdf']").first.get_attribute("href")
    assert re.search(r"D\d{6}", officer.fetch(str(link)).pdf())
    officer.open("/antrean/akhir-hari/")
    day.who.shoot(officer, "akhir-hari")
    bupati = day.who.enter("EXECUTIVE", host="kabupaten")
    bupati.open("/kinerja/?masa=bulan-ini")
    day.who.shoot(bupati, "kinerja")
    day.who.at(bupati, PHONE, "kinerja-360")


ACTS = (
    ("07.30", the_screens_are_paired),
    ("07.35", messages_leave_by_sms),
    ("07.40", numbers_are_taken),
    ("07.50", they_are_called),
    ("09.00", files_come_in),
    ("10.00", the_camat_signs_and_leaves),
    ("10.30", somebody_signs_what_they_may),
    ("11.00", what_people_do_wrong),
    ("11.20", the_provider_is_down),
    ("11.30", the_worker_is_killed),
    ("13.00", it_is_shown_as_unknown),
    ("14.00", the_camat_is_back),
    ("14.20", it_is_fetched),
    ("15.40", the_day_ends),
)
