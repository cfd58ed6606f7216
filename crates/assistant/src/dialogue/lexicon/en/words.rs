//! Words and numbers.

use crate::dialogue::lexicon::{Numbers, Words};

/// Words that are never a person's name, a place or a company. Words that are names as well (Will, Mark, Bill, April, …) are left out.
pub(super) static COMMON: Words = Words::new(
    "
    a able about above absolutely accident actually address admin advice after afternoon again against ago agree ahead
    air all almost alone along already alright also although always am amount an and annoyed annoying another answer any
    anybody anymore anyone anything anytime anyway apartment apologies apply appointment appreciate appreciated are area
    aren't around as asap ask asked asking at attorney auto available away awesome awful back bad based basement bathroom
    battery be beautiful because been before begin being believe best better between big birthday bored both bot bought
    boss broke broken browsing budget building business busy but buy buyer buying by bye call called calling came can can't
    cannot car care case cash cell chat cheap cheaper chapter check chill city claim clean clear client close closed come comes
    coming company complete completely concerned condo confused considering contact contractor cool correct cost costs
    could couldn't couple course court cover coverage covered curious currently customer cut date day days dead deal dear
    december decide decided decision definitely degree details did didn't different difficult disabled divorce divorced do
    does doesn't dog doing don't done door dont down drop dude due during dying each early easy either electric electrical
    electrician electricity else email e-mail emergency employed employee employees end energy english enough estate
    estimate even evening ever every everybody everyone everything exactly excellent excited expensive experience exploring
    facing family fan far fast february feel few fine finally find finished fire first fix fixed flexible floor for forget
    found free friday friend from frustrated frustrating fuck full fully fun furnace furious garage get getting give given
    giving glad go goes going gone gonna good goodbye got gotta great guess guy guys had haha half happy hard has hate have
    haven't having he heat heating hell hello help helping her here hey hi high him himself his hm hmm hold home homeowner
    honest honestly hope's hopefully hour hours house how how's however huge human hundred hungry hurry hurt i i'd i'll i'm
    i've idea idk if im immediate immediately important in income info information injured inside install installation
    installed installer insurance insured interested interesting into invoice is isn't issue it it's its january job join
    july just keep kid kids kind kinda kitchen know landlord large last late later laid law lawyer leak leaking lease leave
    leaving left legal less let let's letting life like liked likely listen little live living loan located location lol
    look looking looks lost lot lots love low lower ma'am mad made mail main maintenance make making man many march married
    matter maybe me mean meant medical meeting message messed mid middle might million mind mine minute mistake mobile
    monday money month monthly months more morning mortgage most motivated move moved moving much must my myself na nah
    name name's named nearby near need needed needing needs neither nervous never new news next nice nicely night no nobody
    none nope nor not nothing november now number numbers oct october of off offer office oh ok okay old on once one ones
    online only oops open operator option options or order other others our ours out outside over overwhelmed own owned
    owner owning pain paint panel panels part partner parts pass past pay paying payment people perfect perhaps person
    personal phone pick pipe place plan planning please pleased pls plumber plumbing plus policy poor possible possibly
    power prefer pretty previous price prices pricing private probably problem process professional project property
    provider purchase put question questions quick quickly quite quote ready real realize realized really reason
    recommend referred refinancing regarding remodel remove rent rental renter renting repair repairs replace replacement
    representative request research researching retired right robot roof roofing room run safe said same saturday savings
    say saying says scared schedule script second see seem seems seen select self selling sell seller send september
    serious seriously service services set several shall share she shit shop shopping should show sick side sign since
    single sir sister situation skip small so solar sold some somebody someone something sometimes somewhere son soon sorry
    sort sorted sounds spam speak speaking spend spoke start started starting state stay still stop store street stressed
    stuck stuff stupid such sunday sure surprised system take taken talk talking team tell temporary tenant terrible test
    testing text than thank thanks thankful that that's thats the their them then there there's these they they're thing
    things think thinking this those though thousand through thru thursday thx till time times tired to today together
    told tomorrow tonight too total totally town traffic travelling trouble try trying tuesday two type typo u
    under understand undecided unhappy unit unsure until up update upset upgrade ur urgent us use used useless using
    usually very via visiting wait waiting wanna want wanted wanting wants warm was wasn't water way we we'd we'll we're
    we've weather website wednesday week weekend weeks welcome well went were what what's whatever when whenever where
    which while who whole whom whose why wife will's willing with within without wonder wondering won't word work worked
    working works worried worry would wouldn't wow wrong ya yard yeah year yearly years yep yes yesterday yet you you'd
    you'll you're you've young your yours yourself yup zero zip
    afraid american african asian australian british canadian chinese dutch european french german hispanic indian irish
    italian japanese jewish korean latina latino mexican muslim catholic native polish pregnant russian scottish spanish
    vegan vietnamese veteran disabled student teacher nurse doctor engineer manager realtor agent broker ceo cto
    founder president director freelancer contractor driver developer designer accountant husband mother father mom dad
    daughter brother parents grandma friend roommate neighbor neighbour buyer's kidding joking sleeping driving shopping
    checking comparing exploring relocating upgrading downsizing inquiring enquiring hoping trying planning searching
    wondering hiring fighting suing filing facing filling dealing struggling seeking expecting seriously basically
    mostly normally simply asdf qwerty foo bar null undefined sales marketing finance management retail hr tech self-employed bankrupt homeless unemployed uninsured eligible qualified amazing unbelievable nonsense ridiculous
    guest required necessary mandatory optional none nil unknown anonymous
    ",
);

/// Words that may stand before an answer.
pub(super) static FILLERS: Words = Words::new(
    "
    sure ok okay yes yeah yep yup hi hello hey oh well um uh hmm alright no sorry please thanks actually wait oops
    and so great cool right ah just good morning afternoon evening thx
    ",
);

/// Numbers in words.
pub(super) static NUMBERS: Numbers = Numbers {
    words: &[
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
        ("a", 1),
        ("an", 1),
        ("couple", 2),
        ("few", 3),
        ("several", 4),
        ("dozen", 12),
    ],
    multipliers: &[
        ("k", 1_000),
        ("grand", 1_000),
        ("thousand", 1_000),
        ("thousands", 1_000),
        ("hundred", 100),
        ("m", 1_000_000),
        ("mil", 1_000_000),
        ("mill", 1_000_000),
        ("million", 1_000_000),
    ],
    collective: Words::new("couple few dozen"),
    of: Words::new("of"),
    half: Words::new("half"),
};
