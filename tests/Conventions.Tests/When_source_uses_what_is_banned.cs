using System.Text.RegularExpressions;

namespace Integration.Conventions;

/// <summary>Each ban names what to use instead.</summary>
public sealed partial class When_source_uses_what_is_banned
{
    private static readonly string[] Rooms = ["contracts", "sagas", "services", "tests"];

    /// <summary>The files that may make an HTTP client, each with its reason.</summary>
    private static readonly Dictionary<string, string> HttpClientMakers = new()
    {
        ["services/Integration.Hosting/ExternalApi/OutgoingClient.cs"] = "the one place: every other client is asked for here, the payment gateways' among them (Stripe.net is given one)",
        ["services/Integration.Hosting/Startup/HealthVerb.cs"] = "asks the service's own health over loopback, once, from a process that has nothing of the service",
        ["services/WebhookIngress/Webhooks/PayPal/PayPalRegistration.cs"] = "fetches PayPal's certificates: no API but a file, with trusted roots of its own, from a list of allowed hosts",
    };

    private static readonly (Regex Pattern, Func<string, bool> Where, string Instead)[] Bans =
    [
        (SystemClock(), _ => true, "take a TimeProvider: the same code has to run on a virtual clock"),
        (NewHttpClient(), file => IsProduct(file) && !HttpClientMakers.ContainsKey(Path.GetRelativePath(Repository.Root, file)),
            "add an external API (Integration.Hosting/ExternalApi): limits, circuit and what is logged are decided there"),
        (Delay(), IsTest, "await a condition with a deadline, or move the clock"),
        (FloatingMoney(), _ => true, "money is a long in minor units and a currency"),
        (EnsureCreated(), _ => true, "use a migration"),
    ];

    [Fact]
    public void Should_make_HTTP_clients_only_where_a_reason_is_given() =>
        HttpClientMakers.Keys.Where(file => !File.ReadLines(Path.Combine(Repository.Root, file)).Any(line => NewHttpClient().IsMatch(line)))
            .ShouldBeEmpty("these need the exception no longer");

    [Fact]
    public void Should_use_the_replacement()
    {
        var files = Repository.SourceFiles(Rooms).Where(f => Path.GetFileName(f) != "When_source_uses_what_is_banned.cs").ToList();
        files.Count.ShouldBeGreaterThan(20);
        var found = from file in files
                    from line in File.ReadLines(file).Select((text, i) => (text, number: i + 1))
                    from ban in Bans
                    where ban.Where(file) && ban.Pattern.IsMatch(line.text)
                    select $"{Path.GetRelativePath(Repository.Root, file)}:{line.number}: {line.text.Trim()} -> {ban.Instead}";
        found.ShouldBeEmpty();
    }

    [Fact]
    public void Should_declare_what_a_missing_saga_means_for_every_event()
    {
        var declarations = Repository.SourceFiles("sagas").SelectMany(f => EventDeclaration().Matches(File.ReadAllText(f))).Select(m => m.Value).ToList();
        declarations.ShouldNotBeEmpty();
        declarations.Where(d => !d.Contains("OnMissingInstance", StringComparison.Ordinal) && !StartsSaga().IsMatch(d))
            .ShouldBeEmpty("an event whose saga does not exist is dropped in silence: declare OnMissingInstance");
    }

    private static bool IsTest(string file) => file.Contains(".Tests/", StringComparison.Ordinal);

    private static bool IsProduct(string file) => !IsTest(file) && !Path.GetRelativePath(Repository.Root, file).StartsWith("tests", StringComparison.Ordinal);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex SystemClock();

    [GeneratedRegex(@"new HttpClient\b|\bAddHttpClient\b|\bHttpClient \w+ = new\b")]
    private static partial Regex NewHttpClient();

    [GeneratedRegex(@"Task\.Delay\(|Thread\.Sleep\(")]
    private static partial Regex Delay();

    [GeneratedRegex(@"\b(double|float)\??\s+\w*([Aa]mount|[Pp]rice|[Mm]oney)")]
    private static partial Regex FloatingMoney();

    [GeneratedRegex(@"\.EnsureCreated")]
    private static partial Regex EnsureCreated();

    [GeneratedRegex(@"^( +)(?:Event|Schedule)\(\(\) => (?:[^\n]*\);|(?s:.*?)^\1\}\);)\r?$", RegexOptions.Multiline)]
    private static partial Regex EventDeclaration();

    /// <summary>The first event of a saga may find none: it makes one.</summary>
    [GeneratedRegex(@"SelectId|InsertOnInitial")]
    private static partial Regex StartsSaga();
}
