namespace Integration.CrmRun;

/// <summary>What is done to the service.</summary>
internal sealed record RunPlan
{
    /// <summary>Where the run makes its database.</summary>
    public required string Postgres { get; init; }

    /// <summary>A broker, or a virtual host of one, of the run's own.</summary>
    public required Uri RabbitMq { get; init; }

    /// <summary><c>HubSpot</c> or <c>Salesforce</c>.</summary>
    public string Crm { get; init; } = "HubSpot";

    /// <summary>Messages, repeats among them.</summary>
    public int Events { get; init; } = 10_000;

    /// <summary>Payments they are about.</summary>
    public int Payments { get; init; } = 3_000;

    /// <summary>Of a hundred calls of the CRM, how many fail.</summary>
    public int FailPercent { get; init; } = 10;

    /// <summary>Of a hundred payments' records, how many the CRM refuses.</summary>
    public int BadPercent { get; init; } = 5;

    /// <summary>How long the CRM is away in the middle of the run.</summary>
    public int OutageSeconds { get; init; } = 120;

    /// <summary>How often the service is killed; each time it is started again at once.</summary>
    public int Kills { get; init; }

    /// <summary>Processes of the service.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Decides everything that is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Calls that the CRM did not fail, by the fewest that batches allow; more fail a whole run in which nobody is killed.</summary>
    public double MaxRatio { get; init; } = 1.1;

    /// <summary>How long the run may take in all.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(20);
}

/// <summary>What came of it.</summary>
/// <param name="Lines">Figures, for people.</param>
/// <param name="Violations">What must not be; empty when all is well.</param>
/// <param name="CallRatio">Calls that the CRM did not fail, by the fewest that batches allow.</param>
internal sealed record RunOutcome(IReadOnlyList<string> Lines, IReadOnlyList<string> Violations, double CallRatio);
