using System.Globalization;
using Integration.Hosting.Startup;

namespace Integration.WebhookIngress.Replay;

/// <summary><c>replay</c> on the command line: writes down what is asked for, or cancels it; a running ingress does it.</summary>
public static class ReplayCommand
{
    private const string Use = """
        replay --by NAME --why TEXT [--source NAME] [--type TYPE] [--event ID] [--from TIME] [--to TIME] [--dry-run]
        replay --by NAME --cancel ID
        At least one of source, type, event, from and to; times in ISO 8601, UTC without an offset.
        """;

    private static readonly string[] Valued = ["--by", "--why", "--source", "--type", "--event", "--from", "--to", "--cancel"];

    /// <summary>Runs it. Exit code: 0 when it was written down, 64 when the words make no sense, 1 when there is nothing to cancel.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, IReadOnlyList<string> words, TextWriter output)
    {
        var replays = services.GetRequiredService<Replays>();
        try
        {
            var given = CommandWords.Read(words, Valued, "--dry-run");
            if (given.TryGetValue("--cancel", out var id))
            {
                var canceled = await replays.CancelAsync(Guid.Parse(id), given.GetValueOrDefault("--by", ""), CancellationToken.None);
                await output.WriteLineAsync(canceled is null ? $"There is no open replay {id}." : $"Replay {id} is canceled; {canceled.Sent} of {canceled.Found} webhooks were sent again.");
                return canceled is null ? 1 : 0;
            }

            var filter = new ReplayFilter
            {
                Source = given.GetValueOrDefault("--source"), EventType = given.GetValueOrDefault("--type"), EventId = given.GetValueOrDefault("--event"),
                From = Time(given, "--from"), To = Time(given, "--to"),
            };
            var dry = given.ContainsKey("--dry-run");
            var replay = await replays.StartAsync(filter, given.GetValueOrDefault("--by", ""), given.GetValueOrDefault("--why", ""), dry, CancellationToken.None);
            await output.WriteLineAsync(dry
                ? $"{replay.Found} webhooks would be sent again."
                : $"Replay {replay.Id}: {replay.Found} webhooks. A running ingress sends them again; see ops.webhook_replays.");
            return 0;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            await output.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{Use}");
            return CommandWords.WrongUse;
        }
    }

    private static DateTimeOffset? Time(Dictionary<string, string> given, string name) =>
        given.TryGetValue(name, out var text) ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
}
