/*
 * Who takes part: the 193 members of the United Nations by ISO 3166 alpha-3
 * code with the UN short names (UNTERM), the observers and agencies, and the
 * groups that speak in the room. Data only; nothing here is computed.
 *
 * Regional groups follow the Department for General Assembly and Conference
 * Management, each member counted once: Türkiye, which sits with two groups,
 * where it is elected (WEOG); Israel with WEOG; the United States, which
 * attends WEOG as an observer and is counted there for elections, with WEOG;
 * Kiribati with Asia-Pacific. So 54 African, 54 Asia-Pacific, 23 Eastern
 * European, 33 GRULAC, 29 WEOG.
 *
 * Members of a group are named where they are public fact and undisputed;
 * those of a group that is drawn anew from meeting to meeting (LMDC, BRICS,
 * the Umbrella Group) or whose circle is disputed (CIS, OAS, ALBA) are left to
 * parties.tsv. Who is no party here is left out: Montserrat of CARICOM, the
 * associates of the Pacific Islands Forum, the Sahrawi Republic of the AU.
 *
 * NAM is Namibia's code, so the Non-Aligned Movement is NAM-GROUP.
 */
#include "party_table.h"

#define AFRICAN "African"
#define ASIA "Asia-Pacific"
#define EAST "Eastern European"
#define LATIN "GRULAC"
#define WEST "WEOG"

#define MEMBER(code, name, room, aliases, group) \
	{ code, name, room, aliases, group, "", PARTY_MEMBER },
#define OBSERVER(code, name, room, aliases) \
	{ code, name, room, aliases, "", "", PARTY_OBSERVER },
#define AGENCY(code, name, room, aliases) \
	{ code, name, room, aliases, "", "", PARTY_AGENCY },
#define NGOS(code, name, room, aliases) \
	{ code, name, room, aliases, "", "", PARTY_NGO },
#define OFFICE(code, name, aliases) \
	{ code, name, name, aliases, "", "", PARTY_OFFICE },
/* All of a regional group; or those that are named. */
#define REGION(code, name, room, aliases, group) \
	{ code, name, room, aliases, group, "", PARTY_GROUP },
#define GROUP(code, name, room, aliases, members) \
	{ code, name, room, aliases, "", members, PARTY_GROUP },

const struct party party_table[] = {
	OFFICE("CHAIR", "Chair", "The Chair|President|Facilitator")
	OFFICE("SEC", "Secretariat", "The Secretariat")

	MEMBER("AFG", "Afghanistan", "Afghanistan", "", ASIA)
	MEMBER("ALB", "Albania", "Albania", "", EAST)
	MEMBER("DZA", "Algeria", "Algeria", "", AFRICAN)
	MEMBER("AND", "Andorra", "Andorra", "", WEST)
	MEMBER("AGO", "Angola", "Angola", "", AFRICAN)
	MEMBER("ATG", "Antigua and Barbuda", "Antigua and Barbuda", "", LATIN)
	MEMBER("ARG", "Argentina", "Argentina", "", LATIN)
	MEMBER("ARM", "Armenia", "Armenia", "", EAST)
	MEMBER("AUS", "Australia", "Australia", "", WEST)
	MEMBER("AUT", "Austria", "Austria", "", WEST)
	MEMBER("AZE", "Azerbaijan", "Azerbaijan", "", EAST)
	MEMBER("BHS", "Bahamas", "Bahamas", "The Bahamas", LATIN)
	MEMBER("BHR", "Bahrain", "Bahrain", "", ASIA)
	MEMBER("BGD", "Bangladesh", "Bangladesh", "", ASIA)
	MEMBER("BRB", "Barbados", "Barbados", "", LATIN)
	MEMBER("BLR", "Belarus", "Belarus", "", EAST)
	MEMBER("BEL", "Belgium", "Belgium", "", WEST)
	MEMBER("BLZ", "Belize", "Belize", "", LATIN)
	MEMBER("BEN", "Benin", "Benin", "", AFRICAN)
	MEMBER("BTN", "Bhutan", "Bhutan", "", ASIA)
	MEMBER("BOL", "Bolivia (Plurinational State of)", "Bolivia",
		"Plurinational State of Bolivia", LATIN)
	MEMBER("BIH", "Bosnia and Herzegovina", "Bosnia and Herzegovina",
		"BiH", EAST)
	MEMBER("BWA", "Botswana", "Botswana", "", AFRICAN)
	MEMBER("BRA", "Brazil", "Brazil", "", LATIN)
	MEMBER("BRN", "Brunei Darussalam", "Brunei", "", ASIA)
	MEMBER("BGR", "Bulgaria", "Bulgaria", "", EAST)
	MEMBER("BFA", "Burkina Faso", "Burkina Faso", "", AFRICAN)
	MEMBER("BDI", "Burundi", "Burundi", "", AFRICAN)
	MEMBER("CPV", "Cabo Verde", "Cabo Verde", "Cape Verde", AFRICAN)
	MEMBER("KHM", "Cambodia", "Cambodia", "", ASIA)
	MEMBER("CMR", "Cameroon", "Cameroon", "", AFRICAN)
	MEMBER("CAN", "Canada", "Canada", "", WEST)
	MEMBER("CAF", "Central African Republic", "Central African Republic",
		"CAR", AFRICAN)
	MEMBER("TCD", "Chad", "Chad", "", AFRICAN)
	MEMBER("CHL", "Chile", "Chile", "", LATIN)
	MEMBER("CHN", "China", "China", "People's Republic of China|PRC", ASIA)
	MEMBER("COL", "Colombia", "Colombia", "", LATIN)
	MEMBER("COM", "Comoros", "Comoros", "", AFRICAN)
	MEMBER("COG", "Congo", "Congo",
		"Republic of the Congo|Congo-Brazzaville", AFRICAN)
	MEMBER("CRI", "Costa Rica", "Costa Rica", "", LATIN)
	MEMBER("CIV", "Côte d'Ivoire", "Côte d'Ivoire", "Ivory Coast", AFRICAN)
	MEMBER("HRV", "Croatia", "Croatia", "", EAST)
	MEMBER("CUB", "Cuba", "Cuba", "", LATIN)
	MEMBER("CYP", "Cyprus", "Cyprus", "", ASIA)
	MEMBER("CZE", "Czechia", "Czechia", "Czech Republic", EAST)
	MEMBER("PRK", "Democratic People's Republic of Korea", "DPRK",
		"North Korea|DPR Korea|Korea, North", ASIA)
	MEMBER("COD", "Democratic Republic of the Congo", "DRC",
		"DR Congo|Congo-Kinshasa", AFRICAN)
	MEMBER("DNK", "Denmark", "Denmark", "", WEST)
	MEMBER("DJI", "Djibouti", "Djibouti", "", AFRICAN)
	MEMBER("DMA", "Dominica", "Dominica", "", LATIN)
	MEMBER("DOM", "Dominican Republic", "Dominican Republic", "", LATIN)
	MEMBER("ECU", "Ecuador", "Ecuador", "", LATIN)
	MEMBER("EGY", "Egypt", "Egypt", "", AFRICAN)
	MEMBER("SLV", "El Salvador", "El Salvador", "Salvador", LATIN)
	MEMBER("GNQ", "Equatorial Guinea", "Equatorial Guinea", "", AFRICAN)
	MEMBER("ERI", "Eritrea", "Eritrea", "", AFRICAN)
	MEMBER("EST", "Estonia", "Estonia", "", EAST)
	MEMBER("SWZ", "Eswatini", "Eswatini", "Swaziland", AFRICAN)
	MEMBER("ETH", "Ethiopia", "Ethiopia", "", AFRICAN)
	MEMBER("FJI", "Fiji", "Fiji", "", ASIA)
	MEMBER("FIN", "Finland", "Finland", "", WEST)
	MEMBER("FRA", "France", "France", "", WEST)
	MEMBER("GAB", "Gabon", "Gabon", "", AFRICAN)
	MEMBER("GMB", "Gambia (Republic of The)", "Gambia", "The Gambia",
		AFRICAN)
	MEMBER("GEO", "Georgia", "Georgia", "", EAST)
	MEMBER("DEU", "Germany", "Germany",
		"FRG|Federal Republic of Germany|Deutschland", WEST)
	MEMBER("GHA", "Ghana", "Ghana", "", AFRICAN)
	MEMBER("GRC", "Greece", "Greece", "", WEST)
	MEMBER("GRD", "Grenada", "Grenada", "", LATIN)
	MEMBER("GTM", "Guatemala", "Guatemala", "", LATIN)
	MEMBER("GIN", "Guinea", "Guinea", "", AFRICAN)
	MEMBER("GNB", "Guinea-Bissau", "Guinea-Bissau", "", AFRICAN)
	MEMBER("GUY", "Guyana", "Guyana", "", LATIN)
	MEMBER("HTI", "Haiti", "Haiti", "", LATIN)
	MEMBER("HND", "Honduras", "Honduras", "", LATIN)
	MEMBER("HUN", "Hungary", "Hungary", "", EAST)
	MEMBER("ISL", "Iceland", "Iceland", "", WEST)
	MEMBER("IND", "India", "India", "", ASIA)
	MEMBER("IDN", "Indonesia", "Indonesia", "", ASIA)
	MEMBER("IRN", "Iran (Islamic Republic of)", "Iran",
		"Islamic Republic of Iran", ASIA)
	MEMBER("IRQ", "Iraq", "Iraq", "", ASIA)
	MEMBER("IRL", "Ireland", "Ireland", "", WEST)
	MEMBER("ISR", "Israel", "Israel", "", WEST)
	MEMBER("ITA", "Italy", "Italy", "", WEST)
	MEMBER("JAM", "Jamaica", "Jamaica", "", LATIN)
	MEMBER("JPN", "Japan", "Japan", "", ASIA)
	MEMBER("JOR", "Jordan", "Jordan", "", ASIA)
	MEMBER("KAZ", "Kazakhstan", "Kazakhstan", "", ASIA)
	MEMBER("KEN", "Kenya", "Kenya", "", AFRICAN)
	MEMBER("KIR", "Kiribati", "Kiribati", "", ASIA)
	MEMBER("KWT", "Kuwait", "Kuwait", "", ASIA)
	MEMBER("KGZ", "Kyrgyzstan", "Kyrgyzstan", "Kyrgyz Republic", ASIA)
	MEMBER("LAO", "Lao People's Democratic Republic", "Lao PDR", "Laos",
		ASIA)
	MEMBER("LVA", "Latvia", "Latvia", "", EAST)
	MEMBER("LBN", "Lebanon", "Lebanon", "", ASIA)
	MEMBER("LSO", "Lesotho", "Lesotho", "", AFRICAN)
	MEMBER("LBR", "Liberia", "Liberia", "", AFRICAN)
	MEMBER("LBY", "Libya", "Libya", "", AFRICAN)
	MEMBER("LIE", "Liechtenstein", "Liechtenstein", "", WEST)
	MEMBER("LTU", "Lithuania", "Lithuania", "", EAST)
	MEMBER("LUX", "Luxembourg", "Luxembourg", "", WEST)
	MEMBER("MDG", "Madagascar", "Madagascar", "", AFRICAN)
	MEMBER("MWI", "Malawi", "Malawi", "", AFRICAN)
	MEMBER("MYS", "Malaysia", "Malaysia", "", ASIA)
	MEMBER("MDV", "Maldives", "Maldives", "", ASIA)
	MEMBER("MLI", "Mali", "Mali", "", AFRICAN)
	MEMBER("MLT", "Malta", "Malta", "", WEST)
	MEMBER("MHL", "Marshall Islands", "Marshall Islands", "RMI", ASIA)
	MEMBER("MRT", "Mauritania", "Mauritania", "", AFRICAN)
	MEMBER("MUS", "Mauritius", "Mauritius", "", AFRICAN)
	MEMBER("MEX", "Mexico", "Mexico", "", LATIN)
	MEMBER("FSM", "Micronesia (Federated States of)", "Micronesia",
		"Federated States of Micronesia", ASIA)
	MEMBER("MCO", "Monaco", "Monaco", "", WEST)
	MEMBER("MNG", "Mongolia", "Mongolia", "", ASIA)
	MEMBER("MNE", "Montenegro", "Montenegro", "", EAST)
	MEMBER("MAR", "Morocco", "Morocco", "", AFRICAN)
	MEMBER("MOZ", "Mozambique", "Mozambique", "", AFRICAN)
	MEMBER("MMR", "Myanmar", "Myanmar", "Burma", ASIA)
	MEMBER("NAM", "Namibia", "Namibia", "", AFRICAN)
	MEMBER("NRU", "Nauru", "Nauru", "", ASIA)
	MEMBER("NPL", "Nepal", "Nepal", "", ASIA)
	MEMBER("NLD", "Netherlands (Kingdom of the)", "Netherlands",
		"Kingdom of the Netherlands|The Netherlands|Holland", WEST)
	MEMBER("NZL", "New Zealand", "New Zealand", "NZ", WEST)
	MEMBER("NIC", "Nicaragua", "Nicaragua", "", LATIN)
	MEMBER("NER", "Niger", "Niger", "", AFRICAN)
	MEMBER("NGA", "Nigeria", "Nigeria", "", AFRICAN)
	MEMBER("MKD", "North Macedonia", "North Macedonia", "", EAST)
	MEMBER("NOR", "Norway", "Norway", "", WEST)
	MEMBER("OMN", "Oman", "Oman", "", ASIA)
	MEMBER("PAK", "Pakistan", "Pakistan", "", ASIA)
	MEMBER("PLW", "Palau", "Palau", "", ASIA)
	MEMBER("PAN", "Panama", "Panama", "", LATIN)
	MEMBER("PNG", "Papua New Guinea", "PNG", "", ASIA)
	MEMBER("PRY", "Paraguay", "Paraguay", "", LATIN)
	MEMBER("PER", "Peru", "Peru", "", LATIN)
	MEMBER("PHL", "Philippines", "Philippines", "The Philippines", ASIA)
	MEMBER("POL", "Poland", "Poland", "", EAST)
	MEMBER("PRT", "Portugal", "Portugal", "", WEST)
	MEMBER("QAT", "Qatar", "Qatar", "", ASIA)
	MEMBER("KOR", "Republic of Korea", "ROK",
		"South Korea|Korea|Korea (Republic of)|Korea, South", ASIA)
	MEMBER("MDA", "Republic of Moldova", "Moldova",
		"Moldova (Republic of)", EAST)
	MEMBER("ROU", "Romania", "Romania", "", EAST)
	MEMBER("RUS", "Russian Federation", "Russia", "", EAST)
	MEMBER("RWA", "Rwanda", "Rwanda", "", AFRICAN)
	MEMBER("KNA", "Saint Kitts and Nevis", "Saint Kitts and Nevis",
		"St Kitts and Nevis|St. Kitts and Nevis", LATIN)
	MEMBER("LCA", "Saint Lucia", "Saint Lucia", "St Lucia|St. Lucia",
		LATIN)
	MEMBER("VCT", "Saint Vincent and the Grenadines", "Saint Vincent",
		"St Vincent|St. Vincent and the Grenadines|SVG", LATIN)
	MEMBER("WSM", "Samoa", "Samoa", "", ASIA)
	MEMBER("SMR", "San Marino", "San Marino", "", WEST)
	MEMBER("STP", "Sao Tome and Principe", "Sao Tome and Principe",
		"São Tomé and Príncipe", AFRICAN)
	MEMBER("SAU", "Saudi Arabia", "Saudi Arabia",
		"KSA|Kingdom of Saudi Arabia", ASIA)
	MEMBER("SEN", "Senegal", "Senegal", "", AFRICAN)
	MEMBER("SRB", "Serbia", "Serbia", "", EAST)
	MEMBER("SYC", "Seychelles", "Seychelles", "", AFRICAN)
	MEMBER("SLE", "Sierra Leone", "Sierra Leone", "", AFRICAN)
	MEMBER("SGP", "Singapore", "Singapore", "", ASIA)
	MEMBER("SVK", "Slovakia", "Slovakia", "Slovak Republic", EAST)
	MEMBER("SVN", "Slovenia", "Slovenia", "", EAST)
	MEMBER("SLB", "Solomon Islands", "Solomon Islands", "", ASIA)
	MEMBER("SOM", "Somalia", "Somalia", "", AFRICAN)
	MEMBER("ZAF", "South Africa", "South Africa", "RSA", AFRICAN)
	MEMBER("SSD", "South Sudan", "South Sudan", "", AFRICAN)
	MEMBER("ESP", "Spain", "Spain", "", WEST)
	MEMBER("LKA", "Sri Lanka", "Sri Lanka", "", ASIA)
	MEMBER("SDN", "Sudan", "Sudan", "The Sudan", AFRICAN)
	MEMBER("SUR", "Suriname", "Suriname", "", LATIN)
	MEMBER("SWE", "Sweden", "Sweden", "", WEST)
	MEMBER("CHE", "Switzerland", "Switzerland", "Swiss Confederation",
		WEST)
	MEMBER("SYR", "Syrian Arab Republic", "Syria", "", ASIA)
	MEMBER("TJK", "Tajikistan", "Tajikistan", "", ASIA)
	MEMBER("THA", "Thailand", "Thailand", "", ASIA)
	MEMBER("TLS", "Timor-Leste", "Timor-Leste", "East Timor", ASIA)
	MEMBER("TGO", "Togo", "Togo", "", AFRICAN)
	MEMBER("TON", "Tonga", "Tonga", "", ASIA)
	MEMBER("TTO", "Trinidad and Tobago", "Trinidad and Tobago", "", LATIN)
	MEMBER("TUN", "Tunisia", "Tunisia", "", AFRICAN)
	MEMBER("TUR", "Türkiye", "Türkiye", "Turkey", WEST)
	MEMBER("TKM", "Turkmenistan", "Turkmenistan", "", ASIA)
	MEMBER("TUV", "Tuvalu", "Tuvalu", "", ASIA)
	MEMBER("UGA", "Uganda", "Uganda", "", AFRICAN)
	MEMBER("UKR", "Ukraine", "Ukraine", "", EAST)
	MEMBER("ARE", "United Arab Emirates", "UAE", "Emirates", ASIA)
	MEMBER("GBR", "United Kingdom of Great Britain and Northern Ireland",
		"UK", "United Kingdom|Great Britain|Britain", WEST)
	MEMBER("TZA", "United Republic of Tanzania", "Tanzania",
		"Tanzania (United Republic of)", AFRICAN)
	MEMBER("USA", "United States of America", "US",
		"United States|America|U.S.|U.S.A.", WEST)
	MEMBER("URY", "Uruguay", "Uruguay", "", LATIN)
	MEMBER("UZB", "Uzbekistan", "Uzbekistan", "", ASIA)
	MEMBER("VUT", "Vanuatu", "Vanuatu", "", ASIA)
	MEMBER("VEN", "Venezuela (Bolivarian Republic of)", "Venezuela",
		"Bolivarian Republic of Venezuela", LATIN)
	MEMBER("VNM", "Viet Nam", "Viet Nam", "Vietnam", ASIA)
	MEMBER("YEM", "Yemen", "Yemen", "", ASIA)
	MEMBER("ZMB", "Zambia", "Zambia", "", AFRICAN)
	MEMBER("ZWE", "Zimbabwe", "Zimbabwe", "", AFRICAN)

	OBSERVER("VAT", "Holy See", "Holy See", "Vatican")
	OBSERVER("PSE", "State of Palestine", "Palestine", "")
	OBSERVER("COK", "Cook Islands", "Cook Islands", "The Cook Islands")
	OBSERVER("NIU", "Niue", "Niue", "")
	OBSERVER("COE", "Council of Europe", "Council of Europe", "")
	OBSERVER("EUROPOL",
		"European Union Agency for Law Enforcement Cooperation",
		"Europol", "")
	OBSERVER("ICC", "International Criminal Court", "ICC", "")
	OBSERVER("ICRC", "International Committee of the Red Cross", "ICRC",
		"Red Cross")
	OBSERVER("IFRC",
		"International Federation of Red Cross and Red Crescent Societies",
		"IFRC", "")
	OBSERVER("INTERPOL", "International Criminal Police Organization",
		"INTERPOL", "")
	OBSERVER("IPU", "Inter-Parliamentary Union", "IPU", "")
	OBSERVER("OECD",
		"Organisation for Economic Co-operation and Development",
		"OECD", "")
	OBSERVER("OPCW",
		"Organisation for the Prohibition of Chemical Weapons", "OPCW",
		"")
	OBSERVER("SMOM", "Sovereign Order of Malta", "Order of Malta", "")
	OBSERVER("WCO", "World Customs Organization", "WCO", "")
	NGOS("NGO", "Civil society organizations", "Civil society",
		"Non-governmental organizations|NGOs")

	AGENCY("CTBTO",
		"Preparatory Commission for the Comprehensive Nuclear-Test-Ban Treaty Organization",
		"CTBTO", "")
	AGENCY("FAO",
		"Food and Agriculture Organization of the United Nations",
		"FAO", "")
	AGENCY("IAEA", "International Atomic Energy Agency", "IAEA", "")
	AGENCY("ICAO", "International Civil Aviation Organization", "ICAO", "")
	AGENCY("ILO", "International Labour Organization", "ILO", "")
	AGENCY("IMO", "International Maritime Organization", "IMO", "")
	AGENCY("IOM", "International Organization for Migration", "IOM", "")
	AGENCY("ITU", "International Telecommunication Union", "ITU", "")
	AGENCY("OCHA", "Office for the Coordination of Humanitarian Affairs",
		"OCHA", "")
	AGENCY("OHCHR",
		"Office of the United Nations High Commissioner for Human Rights",
		"OHCHR", "")
	AGENCY("UNCTAD", "United Nations Conference on Trade and Development",
		"UNCTAD", "")
	AGENCY("UNDP", "United Nations Development Programme", "UNDP", "")
	AGENCY("UNDRR", "United Nations Office for Disaster Risk Reduction",
		"UNDRR", "")
	AGENCY("UNEP", "United Nations Environment Programme", "UNEP", "")
	AGENCY("UNESCO",
		"United Nations Educational, Scientific and Cultural Organization",
		"UNESCO", "")
	AGENCY("UNFPA", "United Nations Population Fund", "UNFPA", "")
	AGENCY("UN-HABITAT", "United Nations Human Settlements Programme",
		"UN-Habitat", "")
	AGENCY("UNHCR", "United Nations High Commissioner for Refugees",
		"UNHCR", "")
	AGENCY("UNICEF", "United Nations Children's Fund", "UNICEF", "")
	AGENCY("UNIDIR", "United Nations Institute for Disarmament Research",
		"UNIDIR", "")
	AGENCY("UNIDO", "United Nations Industrial Development Organization",
		"UNIDO", "")
	AGENCY("UNMAS", "United Nations Mine Action Service", "UNMAS", "")
	AGENCY("UNODA", "United Nations Office for Disarmament Affairs",
		"UNODA", "")
	AGENCY("UNODC", "United Nations Office on Drugs and Crime", "UNODC",
		"")
	AGENCY("UNWOMEN",
		"United Nations Entity for Gender Equality and the Empowerment of Women",
		"UN-Women", "UN Women")
	AGENCY("WFP", "World Food Programme", "WFP", "")
	AGENCY("WHO", "World Health Organization", "WHO", "")
	AGENCY("WIPO", "World Intellectual Property Organization", "WIPO", "")
	AGENCY("WMO", "World Meteorological Organization", "WMO", "")
	AGENCY("WORLDBANK", "World Bank", "World Bank", "")
	AGENCY("WTO", "World Trade Organization", "WTO", "")

	REGION("AFRICA", "Group of African States", "African Group",
		"Africa Group|AGN|African Group of Negotiators", AFRICAN)
	REGION("APG", "Group of Asia-Pacific States", "Asia-Pacific Group",
		"Asia-Pacific", ASIA)
	REGION("EEG", "Group of Eastern European States",
		"Eastern European Group", "", EAST)
	REGION("GRULAC", "Group of Latin American and Caribbean States",
		"GRULAC", "Latin American and Caribbean Group", LATIN)
	REGION("WEOG", "Group of Western European and other States", "WEOG",
		"", WEST)

	REGION("AU", "African Union", "AU", "", AFRICAN)
	REGION("CELAC", "Community of Latin American and Caribbean States",
		"CELAC", "", LATIN)
	GROUP("ABU", "ABU countries", "ABU", "Grupo Sur", "ARG BRA URY")
	GROUP("AILAC",
		"Independent Association of Latin America and the Caribbean",
		"AILAC", "", "CHL COL CRI GTM HND PAN PRY PER")
	GROUP("ALBA", "Bolivarian Alliance for the Peoples of Our America",
		"ALBA", "", "")
	GROUP("AOSIS", "Alliance of Small Island States", "AOSIS", "",
		"ATG BHS BRB BLZ CPV COM COK CUB DMA DOM FJI FSM GRD GNB "
		"GUY HTI JAM KIR MDV MHL MUS NRU NIU PLW PNG WSM SGP SYC "
		"STP SLB KNA LCA VCT SUR TLS TON TTO TUV VUT")
	GROUP("ARAB", "Group of Arab States", "Arab Group",
		"League of Arab States|LAS",
		"DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE "
		"QAT SAU SOM SDN SYR TUN ARE YEM")
	GROUP("ASEAN", "Association of Southeast Asian Nations", "ASEAN", "",
		"BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM")
	GROUP("BALTIC", "Baltic States", "Baltic States", "Baltics",
		"EST LVA LTU")
	GROUP("BASIC", "BASIC countries", "BASIC", "", "BRA ZAF IND CHN")
	GROUP("BENELUX", "Benelux countries", "Benelux", "", "BEL NLD LUX")
	GROUP("BRICS", "BRICS countries", "BRICS", "", "")
	GROUP("CANZ", "CANZ countries", "CANZ", "", "CAN AUS NZL")
	GROUP("CARICOM", "Caribbean Community", "CARICOM", "",
		"ATG BHS BRB BLZ DMA GRD GUY HTI JAM KNA LCA VCT SUR TTO")
	GROUP("CFRN", "Coalition for Rainforest Nations",
		"Rainforest Coalition", "", "")
	GROUP("CIS", "Commonwealth of Independent States", "CIS", "", "")
	GROUP("COMIFAC", "Central African Forests Commission", "COMIFAC", "",
		"BDI CMR CAF TCD COG COD GNQ GAB RWA STP")
	GROUP("CPLP", "Community of Portuguese-speaking Countries", "CPLP", "",
		"AGO BRA CPV GNB GNQ MOZ PRT STP TLS")
	GROUP("CSTO", "Collective Security Treaty Organization", "CSTO", "",
		"ARM BLR KAZ KGZ RUS TJK")
	GROUP("EAC", "East African Community", "EAC", "",
		"BDI COD KEN RWA SOM SSD UGA TZA")
	GROUP("ECOWAS", "Economic Community of West African States", "ECOWAS",
		"", "BEN CPV CIV GMB GHA GIN GNB LBR NGA SEN SLE TGO")
	GROUP("EIG", "Environmental Integrity Group", "EIG", "",
		"GEO LIE MEX MCO KOR CHE")
	GROUP("EU", "European Union", "EU", "EU and its member States",
		"AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL "
		"ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE")
	GROUP("G77", "Group of 77 and China", "G77",
		"G77 and China|Group of 77|G-77",
		"AFG DZA AGO ATG ARG BHS BHR BGD BRB BLZ BEN BTN BOL BIH "
		"BWA BRA BRN BFA BDI CPV KHM CMR CAF TCD CHL CHN COL COM "
		"COG CRI CIV CUB PRK COD DJI DMA DOM ECU EGY SLV GNQ ERI "
		"SWZ ETH FJI GAB GMB GHA GRD GTM GIN GNB GUY HTI HND IND "
		"IDN IRN IRQ JAM JOR KEN KIR KWT LAO LBN LSO LBR LBY MDG "
		"MWI MYS MDV MLI MHL MRT MUS FSM MNG MAR MOZ MMR NAM NRU "
		"NPL NIC NER NGA OMN PAK PAN PNG PRY PER PHL QAT RWA KNA "
		"LCA VCT WSM STP SAU SEN SYC SLE SGP SLB SOM ZAF SSD LKA "
		"SDN SUR SYR TJK THA TLS TGO TON TTO TUN TKM UGA ARE TZA "
		"URY VUT VEN VNM YEM ZMB ZWE PSE")
	GROUP("GCC", "Gulf Cooperation Council", "GCC", "",
		"BHR KWT OMN QAT SAU ARE")
	GROUP("GUAM",
		"GUAM Organization for Democracy and Economic Development",
		"GUAM", "", "AZE GEO MDA UKR")
	GROUP("HAC", "High Ambition Coalition", "HAC", "", "")
	GROUP("JUSCANZ", "JUSCANZ countries", "JUSCANZ", "JUSSCANNZ",
		"JPN USA CAN AUS NZL")
	GROUP("LDC", "Least developed countries", "LDCs", "LDC Group",
		"AFG AGO BGD BEN BFA BDI KHM CAF TCD COM COD DJI ERI ETH "
		"GMB GIN GNB HTI KIR LAO LSO LBR MDG MWI MLI MRT MOZ MMR "
		"NPL NER RWA SEN SLE SLB SOM SSD SDN TLS TGO TUV UGA TZA "
		"YEM ZMB")
	GROUP("LLDC", "Landlocked developing countries", "LLDCs", "",
		"AFG ARM AZE BTN BOL BWA BFA BDI CAF TCD SWZ ETH KAZ KGZ "
		"LAO LSO MWI MLI MNG NPL NER MKD PRY MDA RWA SSD TJK TKM "
		"UGA UZB ZMB ZWE")
	GROUP("LMDC", "Like-minded developing countries", "LMDC",
		"Like-Minded Group", "")
	GROUP("MERCOSUR", "Southern Common Market", "MERCOSUR", "",
		"ARG BOL BRA PRY URY")
	GROUP("MIKTA", "MIKTA countries", "MIKTA", "", "MEX IDN KOR TUR AUS")
	GROUP("NAC", "New Agenda Coalition", "NAC", "",
		"BRA EGY IRL MEX NZL ZAF")
	GROUP("NAM-GROUP", "Movement of Non-Aligned Countries",
		"Non-Aligned Movement", "NAM|Non-Aligned",
		"AFG DZA AGO ATG AZE BHS BHR BGD BRB BLR BLZ BEN BTN BOL "
		"BWA BRN BFA BDI CPV KHM CMR CAF TCD CHL COL COM COG CIV "
		"CUB PRK COD DJI DMA DOM ECU EGY GNQ ERI SWZ ETH FJI GAB "
		"GMB GHA GRD GTM GIN GNB GUY HTI HND IND IDN IRN IRQ JAM "
		"JOR KEN KWT LAO LBN LSO LBR LBY MDG MWI MYS MDV MLI MRT "
		"MUS MNG MAR MOZ MMR NAM NPL NIC NER NGA OMN PAK PAN PNG "
		"PER PHL QAT RWA KNA LCA VCT STP SAU SEN SYC SLE SGP SOM "
		"ZAF SSD LKA SDN SUR SYR THA TLS TGO TTO TUN TKM UGA ARE "
		"TZA UZB VUT VEN VNM YEM ZMB ZWE PSE")
	GROUP("NATO", "North Atlantic Treaty Organization", "NATO", "",
		"ALB BEL BGR CAN HRV CZE DNK EST FIN FRA DEU GRC HUN ISL "
		"ITA LVA LTU LUX MNE NLD MKD NOR POL PRT ROU SVK SVN ESP "
		"SWE TUR GBR USA")
	GROUP("NB8", "Nordic-Baltic countries", "Nordic-Baltics",
		"Nordic-Baltic Eight", "DNK EST FIN ISL LVA LTU NOR SWE")
	GROUP("NORDIC", "Nordic countries", "Nordics", "",
		"DNK FIN ISL NOR SWE")
	GROUP("NPDI", "Non-Proliferation and Disarmament Initiative", "NPDI",
		"", "AUS CAN CHL DEU JPN MEX NLD NGA PHL POL TUR ARE")
	GROUP("OAS", "Organization of American States", "OAS", "", "")
	GROUP("OIC", "Organisation of Islamic Cooperation", "OIC",
		"Organization of Islamic Cooperation",
		"AFG ALB DZA AZE BHR BGD BEN BRN BFA CMR TCD COM CIV DJI "
		"EGY GAB GMB GIN GNB GUY IDN IRN IRQ JOR KAZ KWT KGZ LBN "
		"LBY MYS MDV MLI MRT MAR MOZ NER NGA OMN PAK PSE QAT SAU "
		"SEN SLE SOM SDN SUR SYR TJK TGO TUN TUR TKM UGA ARE UZB "
		"YEM")
	GROUP("OSCE", "Organization for Security and Co-operation in Europe",
		"OSCE", "",
		"ALB AND ARM AUT AZE BLR BEL BIH BGR CAN HRV CYP CZE DNK "
		"EST FIN FRA GEO DEU GRC VAT HUN ISL IRL ITA KAZ KGZ LVA "
		"LIE LTU LUX MLT MDA MCO MNG MNE NLD MKD NOR POL PRT ROU "
		"RUS SMR SRB SVK SVN ESP SWE CHE TJK TUR TKM UKR GBR USA "
		"UZB")
	GROUP("P5", "Permanent members of the Security Council", "P5", "",
		"CHN FRA RUS GBR USA")
	GROUP("PIF", "Pacific Islands Forum", "PIF", "",
		"AUS COK FJI FSM KIR MHL NRU NZL NIU PLW PNG WSM SLB TON "
		"TUV VUT")
	GROUP("PSIDS", "Pacific small island developing States",
		"Pacific SIDS", "PSIDS",
		"FJI FSM KIR MHL NRU PLW PNG WSM SLB TON TUV VUT")
	GROUP("SADC", "Southern African Development Community", "SADC", "",
		"AGO BWA COM COD SWZ LSO MDG MWI MUS MOZ NAM SYC ZAF TZA "
		"ZMB ZWE")
	GROUP("SICA", "Central American Integration System", "SICA", "",
		"BLZ CRI DOM SLV GTM HND NIC PAN")
	GROUP("SIDS", "Small island developing States", "SIDS", "",
		"ATG BHS BRB BLZ CPV COM COK CUB DMA DOM FJI FSM GRD GNB "
		"GUY HTI JAM KIR MDV MHL MUS NRU NIU PLW PNG WSM SGP SYC "
		"STP SLB KNA LCA VCT SUR TLS TON TTO TUV VUT")
	GROUP("UMBRELLA", "Umbrella Group", "Umbrella Group", "", "")
	GROUP("V4", "Visegrad Group", "Visegrad Group", "Visegrád Four",
		"CZE HUN POL SVK")
};

const size_t party_table_n = sizeof(party_table) / sizeof(*party_table);
