import type { ActorKind } from '#kit/pure/who.ts'

/**
 * Who may press what, written by hand from spec/pilot.md: actors of section 1.3, the role table of 1.3.1 (R, W, S per menu),
 * and the actor column of the requirement rows. `own` etc. are not here: the walls test asks every operation with foreign ids.
 * Form: module → actor → area level: names. `any`: everyone with a session of that kind; `open`: no session needed.
 */
export const policy: Readonly<Record<string, Partial<Record<ActorKind | 'everyone', Readonly<Record<string, string>>>>>> = {
  accounts: {
    public: { open: 'pictureCode signIn me registerSchool resendRegistration' },
    everyone: {
      any: 'signOut changePassword myLogins',
      // P-8.1-01: only the administrator of a unit
      'users.write': 'accounts account roleChoices sendMobileCode addAccount editAccount suspendAccount enableAccount deleteAccount resetPassword',
    },
    province: { 'organisations.write': 'addCity resetSchoolAdmin' },
    platform: {
      'organisations.write': 'addAuthority addAwardingBody resetSchoolAdmin cancelRegistration',
      'roles.read': 'roles', 'roles.write': 'addRole editRole deleteRole', 'audit.read': 'auditLog', 'clock.write': 'shiftClock',
    },
  },
  messages: { everyone: { any: 'myMessages unreadCount markRead' }, platform: { 'services.read': 'outbox' } },
  people: { school: { 'users.write': 'unmaskings' }, 'awarding-body': { 'users.write': 'unmaskings' }, platform: { 'audit.read': 'unmaskings' } },
  transfers: {
    // the sheet, export or print behind it says who may enter
    everyone: { any: 'startImport importState importProblems adoptSuggestions applyImport undoImport discardImport imports startExport startPrint exportState myExports' },
  },
  organisations: {
    public: { open: 'openEntries' },
    school: { 'organisations.read': 'school', 'organisations.write': 'editSchool completeProfile' },
    'awarding-body': { 'organisations.read': 'awardingBodies awardingBody', 'organisations.write': 'editOwnBody' },
    province: { 'organisations.read': 'library school schools authorities', 'organisations.write': 'findNationalSchool addToLibrary suspendEntry enableEntry deleteEntry' },
    city: { 'organisations.read': 'library school schools', 'organisations.write': 'findNationalSchool addToLibrary suspendEntry enableEntry deleteEntry' },
    platform: { 'organisations.read': 'nationalSchools school schools awardingBodies awardingBody authorities', 'organisations.write': 'addNationalSchool editNationalSchool editAwardingBody suspendBody enableBody' },
  },
  credentials: {
    school: { 'credentials.read': 'listMajors' },
    'awarding-body': {
      'credentials.read': 'listCredentials credential listMajors', 'credentials.write': 'addCredential editCredential',
      'standards.read': 'listStandards standard', 'standards.write': 'addStandard editStandard publishSkillStandards suspendSkillStandards enableSiteStandard suspendSiteStandards',
      'plans.read': 'listSubjects subject listTargetTypes', 'plans.write': 'addSubject editSubject publishSubjects suspendSubjects addTargetType deleteTargetType',
    },
    platform: { 'credentials.read': 'listCredentials credential listMajors', 'credentials.write': 'publishCredentials suspendCredentials addMajor editMajor deleteMajor' },
  },
  pilots: {
    school: {
      'organisations.read': 'listPartners partner certificateKeepers',
      'pilots.read': 'listPlans plan listDeclarations declaration', 'pilots.write': 'findOpenCredentials credentialForDeclaring saveDeclaration submitDeclaration',
      'credentials.read': 'listSchoolCredentials schoolCredential', 'plans.read': 'listSchoolSubjects schoolSubject', 'standards.read': 'listSchoolStandards schoolStandard', 'users.read': 'chargeChoices',
    },
    'awarding-body': { 'pilots.read': 'listDeclarations declaration', 'users.read': 'chargeChoices', 'organisations.read': 'listPilotSchools' },
    province: {
      'pilots.read': 'listPlans plan findPublishedCredentials listDeclarations declaration',
      'pilots.write': 'addPlan editPlan publishPlan changePlanTimes deletePlan approveDeclaration approveDeclarations returnDeclaration setSupplementDeadline correctApproval',
    },
    city: { 'pilots.read': 'listPlans plan listDeclarations declaration', 'pilots.write': 'passFirstReview returnDeclaration' },
  },
  sites: {
    school: { 'sites.read': 'listSites site', 'sites.write': 'siteChoices saveSite submitSite withdrawSite deleteSite deleteSites' },
    'awarding-body': { 'sites.read': 'listSites site', 'sites.write': 'approveSite returnSite suspendSite enableSite returnSuspendedSite' },
  },
  'exam-plans': {
    school: { 'plans.read': 'listPlans plan', 'sites.read': 'listPlaces' },
    'awarding-body': { 'plans.read': 'listPlans plan', 'plans.write': 'planChoices schoolChoices savePlan publishPlan changePlanTimes cancelPlan setFees', 'sites.read': 'listPlaces', 'sites.write': 'assignableSites assignSite unassignSite' },
  },
  candidates: {
    school: {
      'candidates.read': 'listCandidates getCandidate comparisonService',
      'candidates.write': 'proposePinyin addCandidate editCandidate certifyCandidate certifyCandidates confirmCandidate deleteCandidate deleteCandidates revealCandidate',
    },
  },
  enrolments: {
    school: { 'enrolments.read': 'listEnrolments enrolment listHeads', 'enrolments.write': 'enrolChoices listEnrolImports enrolByCertificate enrolBySubject deleteEnrolment deleteEnrolments' },
    'awarding-body': { 'enrolments.read': 'listEnrolments enrolment listHeads', 'candidates.read': 'listEnrolledCandidates enrolledCandidate', 'candidates.write': 'editEnrolledCandidate' },
    province: { 'pilots.read': 'listHeads' },
  },
  fees: {
    school: { 'fees.read': 'listPayments payment listPaymentItems', 'fees.write': 'payChoices generateByCertificate generateBySubject deletePayment' },
    'awarding-body': { 'fees.read': 'listPayments payment listPaymentItems', 'fees.write': 'confirmPayments' },
  },
  rooms: {
    school: { 'sites.read': 'listRooms room', 'sites.write': 'roomChoices setRoom editRoom deleteRoom earlierRooms copyRooms' },
    'awarding-body': { 'sites.read': 'listRooms room' },
  },
  invigilators: {
    school: { 'invigilators.read': 'listInvigilators invigilator', 'invigilators.write': 'certificateChoices addInvigilator editInvigilator deleteInvigilator' },
    'awarding-body': { 'invigilators.read': 'listQualifications qualification', 'invigilators.write': 'certifyQualifications refuseQualifications' },
  },
  seating: {
    school: { 'seating.read': 'listArrangements arrangement siteArrangement listPlaces place listSeats', 'seating.write': 'watcherChoices assignWatcher removeWatcher' },
    'awarding-body': {
      'seating.read': 'listArrangements arrangement siteArrangement listPlaces place listSeats',
      'seating.write': 'arrangementOutlook arrange arrangeCandidates withdrawSubject withdrawRoom withdrawSeats moveSeat swapSeats watcherChoices assignWatcher removeWatcher',
    },
  },
  scores: {
    school: { 'results.read': 'listScores score' },
    'awarding-body': { 'results.read': 'listScores score', 'results.write': 'scoreChoices recordScore editScore' },
    // P-5.2.9-07: answered 成绩已锁定; the handler lets it change nothing
    platform: { 'audit.read': 'editScore' },
  },
  results: {
    public: { open: 'queryScores' },
    school: { 'results.read': 'listResults result' },
    'awarding-body': { 'results.read': 'listResults result' },
  },
  log: { public: { open: 'head proofOfLeaf consistency' } },
  issuance: {
    public: { open: 'signingSheet sign' },
    school: { 'issuance.read': 'records record', 'issuance.sign': 'openSigning signingState closeSigning reject' },
    'awarding-body': { 'issuance.read': 'records record', 'issuance.sign': 'openSigning signingState closeSigning reject', 'issuance.write': 'pendingCounts generateRecords issue reissue' },
  },
  statistics: { school: { 'statistics.read': 'passRates' }, 'awarding-body': { 'statistics.read': 'passRates' }, province: { 'statistics.read': 'passRates' } },
  verification: { public: { open: 'checkByCode checkByNumber checkByDigest' } },
}
/** P-1-04: what a school may do before it is 试点院校 (M3 §2); everything of `everyone` and `open` too. */
export const beforePilot = new Set([
  'organisations.school', 'organisations.completeProfile', 'pilots.listPlans', 'pilots.plan', 'pilots.listDeclarations', 'pilots.declaration',
  'pilots.findOpenCredentials', 'pilots.credentialForDeclaring', 'pilots.saveDeclaration', 'pilots.submitDeclaration', 'accounts.signOut', 'accounts.changePassword', 'accounts.myLogins',
  'messages.myMessages', 'messages.unreadCount', 'messages.markRead',
])
