using System.Globalization;
using System.Text.Json;
using Integration.Persistence.DeadLetters;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Hosting.Startup;

/// <summary><c>&lt;service&gt; dead-letters list|show|retry|discard</c>: what a person does about dead letters from a shell. Lines are JSON; exit code 0 when it was done, 1 when it
/// was not, 64 when the command cannot be read.</summary>
internal static class DeadLetterVerbs
{
    /// <summary>The first word of the arguments.</summary>
    public const string Verb = "dead-letters";

    private const int NotDone = 1;

    private const string Usage = """
        dead-letters list [--endpoint NAME] [--contract NAME] [--status open|retried|discarded] [--from TIME] [--until TIME] [--after ID] [--limit N]
        dead-letters show ID            (with body and headers: may be personal data)
        dead-letters retry ID --by WHO --why TEXT
        dead-letters discard ID --by WHO --why TEXT
        """;

    private static readonly string[] Filters = ["--endpoint", "--contract", "--status", "--from", "--until", "--after", "--limit"];

    private static readonly string[] Reasons = ["--by", "--why"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs one. Nothing of the service is started: what is to be sent lies in the outbox for a running one.</summary>
    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        var desk = app.Services.GetRequiredService<DeadLetterDesk>();
        try
        {
            return args switch
            {
                [_, "list", .. var rest] => await ListAsync(desk, CommandWords.Read(rest, Filters)),
                [_, "show", var id] => await ShowAsync(desk, Guid.Parse(id)),
                [_, "retry", var id, .. var rest] => await ActAsync(desk.RetryAsync, Guid.Parse(id), CommandWords.Read(rest, Reasons)),
                [_, "discard", var id, .. var rest] => await ActAsync(desk.DiscardAsync, Guid.Parse(id), CommandWords.Read(rest, Reasons)),
                _ => throw new FormatException("the command is unknown"),
            };
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or OverflowException)
        {
            await Console.Error.WriteLineAsync($"{unreadable.Message.ReplaceLineEndings(" ")}{Environment.NewLine}{Usage}");
            return CommandWords.WrongUse;
        }
    }

    private static async Task<int> ListAsync(DeadLetterDesk desk, Dictionary<string, string> options)
    {
        var filter = new DeadLetterFilter
        {
            Endpoint = options.GetValueOrDefault("--endpoint"),
            Contract = options.GetValueOrDefault("--contract"),
            Status = Status(options.GetValueOrDefault("--status")),
            From = Time("--from"),
            Until = Time("--until"),
        };
        Guid? after = options.TryGetValue("--after", out var id) ? Guid.Parse(id) : null;
        var limit = options.TryGetValue("--limit", out var number) ? int.Parse(number, CultureInfo.InvariantCulture) : 50;
        foreach (var line in await desk.ListAsync(filter, after, limit, CancellationToken.None))
        {
            Console.WriteLine(JsonSerializer.Serialize(line, Json));
        }

        return 0;

        DateTimeOffset? Time(string name) => options.TryGetValue(name, out var text)
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;
    }

    private static string? Status(string? status) => status is null or "open" or "retried" or "discarded" ? status : throw new FormatException("--status has to be open, retried or discarded.");

    private static async Task<int> ShowAsync(DeadLetterDesk desk, Guid id)
    {
        var found = await desk.ShowAsync(id, CancellationToken.None);
        Console.WriteLine(found is null ? $"{DeadLetterOutcome.NotFound}" : JsonSerializer.Serialize(found, Json));
        return found is null ? NotDone : 0;
    }

    private static async Task<int> ActAsync(Func<Guid, string, string, CancellationToken, Task<DeadLetterOutcome>> act, Guid id, Dictionary<string, string> options)
    {
        var outcome = await act(id, options.GetValueOrDefault("--by", ""), options.GetValueOrDefault("--why", ""), CancellationToken.None);
        Console.WriteLine($"{outcome}");
        return outcome == DeadLetterOutcome.Done ? 0 : NotDone;
    }
}
