//! For what a question asks; the questions themselves are `domain`'s, as a site's settings choose among them.

use beckon_domain::industry::Industry;
use beckon_domain::lead::BudgetPeriod;

/// For what time the budget question of an industry asks.
pub(crate) const fn budget_period(industry: Industry) -> BudgetPeriod {
    match industry {
        Industry::Insurance | Industry::Solar => BudgetPeriod::Month,
        Industry::RealEstate | Industry::Legal | Industry::HomeServices => BudgetPeriod::Once,
    }
}
