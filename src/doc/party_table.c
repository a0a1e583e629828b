/*
 * Who takes part: the 193 members of the United Nations by ISO 3166 alpha-3
 * code with the UN short names (UNTERM), the observers, and the groups that
 * speak in the room. Data only; nothing here is computed.
 *
 * Regional groups follow the Department for General Assembly and Conference
 * Management, each member counted once: Türkiye, which sits with two groups,
 * where it is elected (WEOG); Israel with WEOG; the United States, which
 * attends WEOG as an observer and is counted there for elections, with WEOG;
 * Kiribati with Asia-Pacific. So 54 African, 54 Asia-Pacific, 23 Eastern
 * European, 33 GRULAC, 29 WEOG.
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
	{ code, name, room, aliases, group, PARTY_MEMBER },
#define OBSERVER(code, name, room, aliases) \
	{ code, name, room, aliases, "", PARTY_OBSERVER },
#define GROUP(code, name, room, aliases) \
	{ code, name, room, aliases, "", PARTY_GROUP },
#define OFFICE(code, name, aliases) \
	{ code, name, name, aliases, "", PARTY_OFFICE },

const struct party party_table[] = {
	OFFICE("CHAIR", "Chair", "The Chair|President|Facilitator")
	OFFICE("SEC", "Secretariat", "The Secretariat")

	MEMBER("AFG", "Afghanistan", "Afghanistan", "", ASIA)
	MEMBER("ALB", "Albania", "Albania", "", EAST)
	MEMBER("DZA", "Algeria", "Algeria", "", AFRICAN)
	MEMBER("AND", "Andorra", "Andorra", "", WEST)
	MEMBER("AGO", "Angola", "Angola", "", AFRICAN)
	MEMBER("ATG", "Antigua and Barbuda", "Antigua", "", LATIN)
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
	MEMBER("BIH", "Bosnia and Herzegovina", "Bosnia", "BiH", EAST)
	MEMBER("BWA", "Botswana", "Botswana", "", AFRICAN)
	MEMBER("BRA", "Brazil", "Brazil", "", LATIN)
	MEMBER("BRN", "Brunei Darussalam", "Brunei", "", ASIA)
	MEMBER("BGR", "Bulgaria", "Bulgaria", "", EAST)
	MEMBER("BFA", "Burkina Faso", "Burkina", "", AFRICAN)
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
	MEMBER("LAO", "Lao People's Democratic Republic", "Laos", "Lao PDR",
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
	MEMBER("KOR", "Republic of Korea", "Republic of Korea",
		"ROK|South Korea|Korea|Korea (Republic of)|Korea, South", ASIA)
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
	MEMBER("STP", "Sao Tome and Principe", "Sao Tome", "", AFRICAN)
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
	MEMBER("TTO", "Trinidad and Tobago", "Trinidad", "", LATIN)
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
	OBSERVER("EUROPOL",
		"European Union Agency for Law Enforcement Cooperation",
		"Europol", "")
	OBSERVER("ICRC", "International Committee of the Red Cross", "ICRC",
		"Red Cross")
	OBSERVER("IFRC",
		"International Federation of Red Cross and Red Crescent Societies",
		"IFRC", "")
	OBSERVER("INTERPOL", "International Criminal Police Organization",
		"INTERPOL", "")
	OBSERVER("IPU", "Inter-Parliamentary Union", "IPU", "")
	OBSERVER("SMOM", "Sovereign Order of Malta", "Order of Malta", "")
	OBSERVER("NGO", "Civil society organizations", "Civil society",
		"Non-governmental organizations")

	GROUP("EU", "European Union", "EU", "EU and its member States")
	GROUP("G77", "Group of 77 and China", "G77",
		"G77 and China|Group of 77|G-77")
	GROUP("NAM-GROUP", "Movement of Non-Aligned Countries",
		"Non-Aligned Movement", "NAM|Non-Aligned")
	GROUP("AFRICA", "Group of African States", "African Group",
		"Africa Group|AGN|African Group of Negotiators")
	GROUP("APG", "Group of Asia-Pacific States", "Asia-Pacific Group", "")
	GROUP("EEG", "Group of Eastern European States",
		"Eastern European Group", "")
	GROUP("GRULAC", "Group of Latin American and Caribbean States",
		"GRULAC", "Latin American and Caribbean Group")
	GROUP("WEOG", "Group of Western European and other States", "WEOG", "")
	GROUP("ARAB", "Group of Arab States", "Arab Group",
		"League of Arab States|LAS")
	GROUP("AU", "African Union", "AU", "")
	GROUP("ASEAN", "Association of Southeast Asian Nations", "ASEAN", "")
	GROUP("AOSIS", "Alliance of Small Island States", "AOSIS", "")
	GROUP("SIDS", "Small island developing States", "SIDS", "")
	GROUP("PSIDS", "Pacific small island developing States",
		"Pacific SIDS", "PSIDS")
	GROUP("PIF", "Pacific Islands Forum", "PIF", "")
	GROUP("LDC", "Least developed countries", "LDCs", "LDC Group")
	GROUP("LLDC", "Landlocked developing countries", "LLDCs", "")
	GROUP("LMDC", "Like-minded developing countries", "LMDC",
		"Like-Minded Group")
	GROUP("CARICOM", "Caribbean Community", "CARICOM", "")
	GROUP("CELAC", "Community of Latin American and Caribbean States",
		"CELAC", "")
	GROUP("SICA", "Central American Integration System", "SICA", "")
	GROUP("MERCOSUR", "Southern Common Market", "MERCOSUR", "")
	GROUP("ALBA", "Bolivarian Alliance for the Peoples of Our America",
		"ALBA", "")
	GROUP("AILAC",
		"Independent Association of Latin America and the Caribbean",
		"AILAC", "")
	GROUP("ABU", "ABU countries", "ABU", "Grupo Sur")
	GROUP("OIC", "Organisation of Islamic Cooperation", "OIC",
		"Organization of Islamic Cooperation")
	GROUP("GCC", "Gulf Cooperation Council", "GCC", "")
	GROUP("SADC", "Southern African Development Community", "SADC", "")
	GROUP("ECOWAS", "Economic Community of West African States", "ECOWAS",
		"")
	GROUP("COMIFAC", "Central African Forests Commission", "COMIFAC", "")
	GROUP("CIS", "Commonwealth of Independent States", "CIS", "")
	GROUP("CSTO", "Collective Security Treaty Organization", "CSTO", "")
	GROUP("CANZ", "CANZ countries", "CANZ", "")
	GROUP("JUSCANZ", "JUSCANZ countries", "JUSCANZ", "JUSSCANNZ")
	GROUP("NORDIC", "Nordic countries", "Nordics", "")
	GROUP("UMBRELLA", "Umbrella Group", "Umbrella Group", "")
	GROUP("EIG", "Environmental Integrity Group", "EIG", "")
	GROUP("BASIC", "BASIC countries", "BASIC", "")
	GROUP("BRICS", "BRICS countries", "BRICS", "")
	GROUP("CFRN", "Coalition for Rainforest Nations",
		"Rainforest Coalition", "")
	GROUP("HAC", "High Ambition Coalition", "HAC", "")
	GROUP("MIKTA", "MIKTA countries", "MIKTA", "")
	GROUP("NAC", "New Agenda Coalition", "NAC", "")
	GROUP("NATO", "North Atlantic Treaty Organization", "NATO", "")
	GROUP("OAS", "Organization of American States", "OAS", "")
	GROUP("OSCE", "Organization for Security and Co-operation in Europe",
		"OSCE", "")
	GROUP("P5", "Permanent members of the Security Council", "P5", "")
};

const size_t party_table_n = sizeof(party_table) / sizeof(*party_table);
