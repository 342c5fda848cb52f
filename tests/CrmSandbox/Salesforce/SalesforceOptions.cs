using System.ComponentModel.DataAnnotations;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>One Salesforce org with an app for client credentials and, with a key, for signed assertions.</summary>
public sealed class SalesforceOptions
{
    /// <summary>The app's consumer key.</summary>
    [Required] public string ClientId { get; set; } = "sandbox-client";

    /// <summary>The app's consumer secret.</summary>
    [Required] public string ClientSecret { get; set; } = "sandbox-secret";

    /// <summary>The public key of the app's certificate as PEM: assertions (JWT bearer) are taken that are signed with its other half. Empty takes none.</summary>
    public string AssertionKey { get; set; } = "";

    /// <summary>Whom an assertion has to be for: <c>https://test.salesforce.com</c> at organisations for trying.</summary>
    [Required] public string Audience { get; set; } = "https://login.salesforce.com";

    /// <summary>The user whom an assertion may name.</summary>
    [Required] public string Username { get; set; } = "integration@sandbox.test";

    /// <summary>How long a session lasts without a call.</summary>
    [Range(1, 10_080)] public int SessionMinutes { get; set; } = 120;

    /// <summary>Sessions at once; the oldest ends for a new one.</summary>
    [Range(1, 100_000)] public int MaxSessions { get; set; } = 1_000;

    /// <summary>Calls in 24 hours; one more is answered with 403 and <c>REQUEST_LIMIT_EXCEEDED</c>.</summary>
    [Range(1, 1_000_000_000)] public int DailyLimit { get; set; } = 100_000;

    /// <summary>Records in one call that writes.</summary>
    [Range(1, 10_000)] public int MaxBatch { get; set; } = 200;

    /// <summary>Records in one call that reads by id.</summary>
    [Range(1, 100_000)] public int MaxRetrieve { get; set; } = 2_000;

    /// <summary>Records on one page of a query.</summary>
    [Range(1, 2_000)] public int QueryPageSize { get; set; } = 2_000;

    /// <summary>Queries whose next pages are kept; the oldest make room.</summary>
    [Range(1, 10_000)] public int MaxCursors { get; set; } = 100;
}
