"""The baseline: a parsed profile and one function that a careful programmer would write by hand."""

from benchmarks.engines import Loaded, Reader
from benchmarks.profiles import Profile
from benchmarks.rules import Rules


def load(_rules: Rules, reader: Reader) -> Loaded:
    """Return the hand-written function; it knows the sixteen rules and no others."""
    return Loaded(reader, flags, list)


# Longer than our functions are: splitting it would slow the very thing that everything is measured by.
def flags(profile: Profile) -> list[str]:
    """Return the ids of the rules that a neutral profile raises."""
    d3 = ca = k2 = mk7 = 0.0
    low_mk4 = has_k2 = False
    for entry in profile["supplements"]:
        if entry["status"] == "stopped":
            continue
        kind = entry["kind"]
        if kind == "vitamin_k2":
            dose = entry["dose"] * 1000 if entry["unit"] == "mg" else entry["dose"]
            if entry["per"] == "week":
                dose /= 7
            has_k2 = True
            k2 += dose
            form = entry["form"]
            if form == "mk7":
                mk7 += dose
            elif form == "mk4" and dose < 1000:
                low_mk4 = True
        elif kind == "vitamin_d3":
            dose = entry["dose"] * 40 if entry["unit"] == "ug" else entry["dose"]
            if entry["per"] == "week":
                dose /= 7
            d3 += dose
        elif kind == "calcium":
            dose = entry["dose"] * 1000 if entry["unit"] == "g" else entry["dose"]
            if entry["per"] == "week":
                dose /= 7
            ca += dose
    classes = {each["class"] for each in profile["medications"] if each["status"] == "active"}
    conditions = profile["conditions"]
    found = []
    if has_k2 and "vka" in classes:
        found.append("vka-k2")
    if d3 >= 5000 and not has_k2:
        found.append("high-d3-no-k2")
    if d3 > 4000:
        found.append("d3-above-limit")
    if ca > 2000:
        found.append("calcium-above-limit")
    if ca >= 1500 and not has_k2:
        found.append("high-calcium-no-k2")
    if has_k2 and profile["pregnancy"] == "yes":
        found.append("pregnancy-k2")
    if k2 < 180 and "osteoporosis" in conditions:
        found.append("osteoporosis-low-k2")
    if low_mk4:
        found.append("mk4-in-micrograms")
    if mk7 > 200:
        found.append("high-mk7")
    if has_k2:
        if "bleeding_disorder" in conditions:
            found.append("bleeding-k2")
        if "recent_surgery" in conditions:
            found.append("surgery-k2")
        if "doac" in classes:
            found.append("doac-k2")
    if "bile_acid_sequestrant" in classes and (has_k2 or d3 > 0):
        found.append("resin-fat-soluble")
    if "thiazide" in classes and d3 > 0 and ca > 0:
        found.append("thiazide-d3-calcium")
    if ca >= 1000 and "kidney_stones" in conditions:
        found.append("stones-calcium")
    if (
        has_k2
        and profile["pregnancy"] == "unknown"
        and profile["sex"] == "female"
        and 12 <= profile["age"] <= 55
    ):
        found.append("ask-pregnancy")
    return found
