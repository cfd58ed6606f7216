//! What tells of the matter itself, by industry.

use crate::dialogue::lexicon::Cues;
use beckon_domain::industry::Industry;

/// What answers the opening question of an industry.
pub(super) fn of(industry: Industry) -> &'static Cues {
    match industry {
        Industry::RealEstate => &REAL_ESTATE,
        Industry::Insurance => &INSURANCE,
        Industry::Solar => &SOLAR,
        Industry::Legal => &LEGAL,
        Industry::HomeServices => &HOME_SERVICES,
    }
}

static REAL_ESTATE: Cues = Cues::new(
    "
    buy|buying|purchase|purchasing|sell|selling|rent|renting|lease|leasing|invest|investing|list|listing
    bedroom|bedrooms|condo|apartment|townhouse|duplex|mansion|house|houses|bed|br
    looking for a|an home|place|property|flat|studio
    move|moving|relocating to
    ",
);

static INSURANCE: Cues = Cues::new(
    "
    home|auto|car|life|health|renters|business|travel|pet|liability|boat|motorcycle|flood|dental|commercial|vehicle|homeowners|term insurance|coverage|policy|cover
    insure my|our|a|the _
    insurance for my|our|a|the _
    premium|deductible|uninsured
    ",
);

static SOLAR: Cues = Cues::new(
    "
    electric|electricity|power|utility|energy bill|bills
    my|our|the bill is
    own|rent the|my|our|a? home|house|place|property|roof
    homeowner|homeowners|kwh
    ",
);

static LEGAL: Cues = Cues::new(
    "
    accident|injury|injured|divorce|custody|dui|dwi|arrested|charged|lawsuit|sue|sued|suing|will|estate|probate|immigration|visa|bankruptcy|evicted|eviction|landlord|contract|fired|harassment|discrimination|malpractice|crash|assault|ticket|trademark|patent|inheritance|alimony|foreclosure|settlement
    legal advice|help|problem|issue about|with|on|regarding _
    ",
);

static HOME_SERVICES: Cues = Cues::new(
    "
    roof|roofing|plumber|plumbing|leak|leaking|leaks|hvac|furnace|ac|heater|heating|electrician|electrical|wiring|paint|painting|painter|remodel|remodeling|renovation|renovate|kitchen|bathroom|floor|flooring|deck|fence|gutter|gutters|window|windows|door|doors|drain|toilet|sink|faucet|pipe|pipes|siding|driveway|concrete|landscaping|lawn|tree|pest|termites|mold|drywall|handyman|cleaning|garage|basement|patio|pool|boiler|tiles|tile
    air conditioner|conditioning
    ",
);
