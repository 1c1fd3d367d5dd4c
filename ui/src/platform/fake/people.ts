import type { PatientView } from "@/contract/PatientView";
import type { StaffView } from "@/contract/StaffView";

/** Invented people. Numbers are from Ofcom's range for drama, NHS numbers from the range that is never issued. */

/** What a role may be given: the rules of `model::rights`, as far as the window can see them. */
export const takes = (role: StaffView["role"], left = false) => ({ may_take: !left && !["read_only", "information_governance"].includes(role), may_do_tasks: !left && role !== "read_only" });

/** Here whenever the practice is open, and covered by nobody. */
export const STAYS = { away_until: null, left: false, hours: null, cover: null, off_until: null };

export const STAFF: StaffView[] = [
  { id: "5000-staff-okafor", name: "A. Okafor", role: "nurse", ...STAYS, ...takes("nurse") },
  { id: "5001-staff-shah", name: "Dr R. Shah", role: "gp", ...STAYS, ...takes("gp") },
  { id: "5002-staff-lindqvist", name: "Dr M. Lindqvist", role: "gp", ...STAYS, ...takes("gp") },
  { id: "5003-staff-brown", name: "T. Brown", role: "reception", ...STAYS, ...takes("reception") },
  { id: "5004-staff-achterberg", name: "J. Achterberg", role: "pharmacist", ...STAYS, ...takes("pharmacist") },
  { id: "5005-staff-quist", name: "P. Quist", role: "manager", ...STAYS, ...takes("manager") },
  { id: "5006-staff-ellis", name: "M. Ellis", role: "read_only", ...STAYS, ...takes("read_only") },
];

type Seed = [key: string, family: string, given: string, born: string, nhs: string | null, numbers: [string, "mobile" | "home" | "work" | "old"][]];

const SEEDS: Seed[] = [
  ["ferreira", "Ferreira", "Ana", "1984-03-12", "9990421187", [["+447700900432", "mobile"], ["+442079460118", "home"]]],
  ["ferreira-d", "Ferreira", "Duarte", "2014-08-02", "9990421195", [["+447700900432", "mobile"]]],
  ["ferreira-l", "Ferreira", "Leonor", "2017-01-25", "9990421209", [["+447700900432", "mobile"]]],
  ["whitlock", "Whitlock", "George", "1951-11-30", "9990533201", [["+447700900117", "mobile"]]],
  ["nowak", "Nowak", "Piotr", "1968-06-04", "9990533228", [["+447700900268", "mobile"], ["+447700900003", "old"]]],
  ["adeyemi", "Adeyemi", "Tolu", "1996-09-19", "9990612764", [["+447700900351", "mobile"]]],
  ["hughes-l", "Hughes", "Leo", "2011-02-14", "9990700183", [["+447700900745", "mobile"]]],
  ["hughes-c", "Hughes", "Catrin", "1979-07-08", "9990700191", [["+447700900745", "mobile"]]],
  ["begum", "Begum", "Shahana", "1990-12-21", "9990718821", [["+447700900622", "mobile"]]],
  ["long", "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh", "Maximiliana Konstantina Theodora", "1937-10-09", "9990812232", [["+447700900819", "mobile"]]],
  ["levy", "לוי", "מרים", "1973-05-17", "9990833310", [["+447700900904", "mobile"]]],
  ["oconnor", "O'Connor", "Niamh", "2001-04-28", "9990845521", [["+447700900530", "mobile"]]],
  ["tran", "Trần", "Thị Hồng Nhung", "1988-01-03", "9990857716", [["+447700900666", "mobile"]]],
  ["okoro", "Okoro", "Chidi", "1959-08-15", null, [["+447700900287", "mobile"], ["+441614960000", "work"]]],
  ["hart", "Hart", "Rowan", "1992-05-06", "9990910001", [["+447700900484", "mobile"], ["+442079460733", "work"]]],
  ["osei", "Osei", "Kwame", "1944-02-19", "9990910028", [["+447700900575", "mobile"]]],
  ["lindgren", "Lindgren", "Saga", "1998-12-12", "9990910036", [["+447700900591", "mobile"]]],
  ["mensah", "Mensah", "Abena", "1981-03-27", "9990910044", [["+447700900640", "mobile"], ["+442079460209", "home"]]],
  ["macleod", "MacLeod", "Eilidh", "1993-10-31", "9990901146", [["+447700900071", "mobile"]]],
];

export const patientId = (key: string): string => `3000-patient-${key}`;

export function ageOn(born: string, now: Date): number {
  const birth = new Date(`${born}T00:00:00`);
  const years = now.getFullYear() - birth.getFullYear();
  const before = now.getMonth() < birth.getMonth() || (now.getMonth() === birth.getMonth() && now.getDate() < birth.getDate());
  return before ? years - 1 : years;
}

export function patients(now: Date): PatientView[] {
  return SEEDS.map(([key, family, given, born, nhs, numbers]) => ({
    id: patientId(key),
    family,
    given,
    birth_date: born,
    age: ageOn(born, now),
    nhs_number: nhs,
    contact_points: numbers.map(([number, use]) => ({
      number,
      use,
      shared_with: SEEDS.filter((other) => other[0] !== key && other[5].some(([n]) => n === number)).length,
    })),
  }));
}
