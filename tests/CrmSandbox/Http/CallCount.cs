namespace Integration.CrmSandbox.Http;

/// <summary>What is counted of all calls of one kind.</summary>
/// <param name="Crm"><c>hubspot</c> or <c>salesforce</c>.</param>
/// <param name="Outcome">The status the CRM gave, after a colon a fault that kept it from the caller: <c>200</c>, <c>207</c>, <c>200:reset</c>, <c>none:503</c>.</param>
/// <param name="Calls">How many.</param>
/// <param name="Records">Of batches: all records together.</param>
/// <param name="Refused">Of batches: those that were refused.</param>
/// <param name="MostRecords">Of batches: the largest.</param>
/// <param name="Batches">Of batches: how many had so many records.</param>
internal sealed record CallCount(
    string Crm, string Method, string Path, string Outcome, long Calls, long Records, long Refused, int MostRecords, IReadOnlyDictionary<int, long> Batches);

/// <summary>How hard one CRM was called.</summary>
/// <param name="Calls">All calls of its API.</param>
/// <param name="RateViolations">Those above the limit, which were refused for it.</param>
/// <param name="BiggestBurst">The most calls that arrived in any ten seconds, refused ones included.</param>
internal sealed record CrmPressure(long Calls, long RateViolations, int BiggestBurst);

/// <summary>Everything that <c>GET /sandbox/calls</c> tells.</summary>
internal sealed record CallReport(IReadOnlyList<CallCount> Calls, CrmPressure Hubspot, CrmPressure Salesforce);
