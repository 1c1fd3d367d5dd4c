import { expect, test } from "vitest";
import { birthDate, daysBetween, listTime } from "@/lib/dates";
import { bannerName, firstName, initials, listName, loudName } from "@/lib/names";
import { formatNhsNumber, formatPhone, numberEnding } from "@/lib/numbers";
import { here, hereToday, isAway, leads } from "@/lib/staff";
import { cut, visible } from "@/lib/text";

test("an_nhs_number_is_grouped", () => expect(formatNhsNumber("9990421187")).toBe("999 042 1187"));
test.each([["+447700900432", "07700 900 432"], ["+442079460118", "020 7946 0118"], ["+441614960000", "0161 496 0000"], ["+441632960001", "01632 960 001"]])("a_british_number_is_grouped %s", (number, grouped) => expect(formatPhone(number)).toBe(grouped));
test("a_number_is_told_by_its_ending", () => expect(numberEnding("+447700900432")).toBe("…432"));
test("a_birth_date_has_no_time_zone", () => expect(birthDate("1984-03-01")).toBe("01 Mar 1984"));

test("names_are_written_as_the_place_asks", () => {
  const ana = { family: "Ferreira", given: "Ana Maria" };
  expect([listName(ana), bannerName(ana), loudName(ana), firstName(ana)]).toEqual(["Ferreira, Ana Maria", "FERREIRA, Ana Maria", "ANA MARIA FERREIRA", "Ana"]);
  expect(firstName({ family: "Whitlock", given: "" })).toBe("Whitlock");
  expect([initials("A. Okafor"), initials("Dr R. Shah"), initials("Cher")]).toEqual(["AO", "RS", "C"]);
});

test("days_are_counted_by_midnights", () => {
  const now = new Date(2026, 10, 22, 0, 30);
  expect(daysBetween(new Date(2026, 10, 21, 23, 50), now)).toBe(1);
  expect(listTime(new Date(2026, 10, 21, 23, 50).toISOString(), now, "Yesterday")).toBe("Yesterday");
});

test("hidden_characters_are_shown_and_lines_are_kept", () => {
  expect(visible("a\r\nb\tc\u0000\u200Bd")).toBe("a\nb\tc\u2400\u200Bd");
  expect(visible("👩🏽‍⚕️ שלום")).toBe("👩🏽‍⚕️ שלום");
});

test("a_cut_never_goes_through_a_character", () => expect(cut("a😀", 2)).toBe("a"));

test("who_left_is_offered_nothing_and_who_is_away_nothing_that_is_to_be_done_today", () => {
  const of = (id: string, more = {}) => ({ id, name: id, role: "gp" as const, away_until: null, left: false, hours: null, cover: null, off_until: null, may_take: true, may_do_tasks: true, ...more });
  const [me, left, away, back, there] = [of("me", { away_until: "9999-01-01" }), of("left", { left: true }), of("away", { away_until: "9999-01-01" }), of("back", { away_until: "2020-01-01" }), of("there")];
  const staff = [there, left, me, away, back];
  expect(here(staff, me).map(({ id }) => id)).toEqual(["me", "there", "away", "back"]);
  expect(hereToday(staff, me).map(({ id }) => id)).toEqual(["me", "there", "back"]);
  expect(isAway(of("x", { away_until: "2026-11-24" }), new Date(2026, 10, 23))).toBe(true);
  expect(isAway(of("x", { away_until: "2026-11-24" }), new Date(2026, 10, 24))).toBe(false);
  expect([leads(there), leads(left), leads(of("n", { role: "nurse" }))]).toEqual([true, false, false]);
});
