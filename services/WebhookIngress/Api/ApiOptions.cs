using System.ComponentModel.DataAnnotations;
using Integration.WebhookIngress.Api.Security;

namespace Integration.WebhookIngress.Api;

/// <summary>Who may call the REST API, and how much.</summary>
public sealed class ApiOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Api";

    /// <summary>Largest body in bytes; a larger one is answered 413 and not read further.</summary>
    [Range(1024, 1 << 20)] public int MaxBodyBytes { get; set; } = 64 << 10;

    /// <summary>Requests per second that one client may make over any longer time, of all processes together where <c>ConnectionStrings__Redis</c> is set, of each one otherwise; more are answered 429.</summary>
    [Range(1, 100_000)] public int RequestsPerSecond { get; set; } = 500;

    /// <summary>Requests that one client may make at once after a pause.</summary>
    [Range(1, 100_000)] public int Burst { get; set; } = 2000;

    /// <summary>Lists that one client may have read at once by one process; one more is answered 429.</summary>
    [Range(1, 1000)] public int ListsAtOnce { get; set; } = 8;

    /// <summary>The longest <c>Prefer: wait</c>, in seconds; a longer one is cut to it.</summary>
    [Range(0, 120)] public int MaxWaitSeconds { get; set; } = 30;

    /// <summary>Requests of one process that may wait at once; one more is answered without waiting. At most half of <c>Ingress__MaxConnections</c>: whoever waits holds a connection, and webhooks and
    /// probes need theirs.</summary>
    [Range(0, 50_000)] public int MaxWaiting { get; set; } = 500;

    /// <summary>How often, in milliseconds, one process looks after all payments that its callers wait for: one query, however many wait, and none when nobody does.</summary>
    [Range(10, 10_000)] public int WaitLookMilliseconds { get; set; } = 100;

    /// <summary>Most entries of one page of a list.</summary>
    [Range(1, 1000)] public int MaxPageSize { get; set; } = 200;

    /// <summary>Most entries of one payment's timeline; the latest are kept.</summary>
    [Range(10, 10_000)] public int MaxTimelineEntries { get; set; } = 1000;

    /// <summary>Keys of clients, several of one client for rotation.</summary>
    public IList<ApiKeyOptions> Keys { get; init; } = [];

    /// <summary>Tokens of an OpenID Connect provider; off without an authority.</summary>
    public JwtOptions Jwt { get; set; } = new();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => IsRepeated(Keys.Select(key => key.Sha256)) || IsRepeated(Keys.Select(key => key.Id))
        ? [new ValidationResult("holds one key twice; whose it is would be left to chance.", [nameof(Keys)])]
        : [];

    private static bool IsRepeated(IEnumerable<string?> values) =>
        values.Where(value => !string.IsNullOrEmpty(value)).GroupBy(value => value, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1);
}
