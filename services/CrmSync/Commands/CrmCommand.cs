using System.Globalization;
using Integration.CrmSync.Forgetting;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Integration.Hosting.Startup;
using Npgsql;

namespace Integration.CrmSync.Commands;

/// <summary><c>crm</c> on the command line: asks the CRM whether the mapping fits, shows what would be sent, or writes down what shall be sent once more, and who is to be forgotten.</summary>
public static class CrmCommand
{
    /// <summary>The first word of the arguments.</summary>
    public const string Verb = "crm";

    private const string Use = """
        crm check                                        whether the mapping fits the CRM's fields
        crm show --payment ID                            what would be sent for a payment; nothing is
        crm resync --payment ID --by WHO --why TEXT      sends a payment's records once more
        crm resync --from TIME --until TIME --by WHO --why TEXT
        crm retry [--kind customer|payment|entry] [--key KEY] --by WHO --why TEXT      sends once more what the CRM refused; with KEY also what was deleted there
        crm backfill --from TIME --until TIME --by WHO --why TEXT       takes up payments that ended then, before the service was there
        crm forget --customer ID --by WHO --why TEXT     erases the customer in the CRM, and sends nothing of it again
        Times in ISO 8601, UTC without an offset.
        """;

    /// <summary>Runs it. Exit code: 0 when it was done, 64 when the words make no sense, 1 when there is nothing to do or the mapping does not fit.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, string[] words, TextWriter output)
    {
        try
        {
            return words switch
            {
                ["check"] => await CheckAsync(services, output),
                ["show", .. var rest] => await ShowAsync(services, CommandWords.Read(rest, ["--payment"]), output),
                ["resync", .. var rest] => await TellAsync(ResyncAsync(services, CommandWords.Read(rest, ["--payment", "--from", "--until", "--by", "--why"])), output),
                ["retry", .. var rest] => await TellAsync(RetryAsync(services, CommandWords.Read(rest, ["--kind", "--key", "--by", "--why"])), output),
                ["backfill", .. var rest] => await BackfillAsync(services, CommandWords.Read(rest, ["--from", "--until", "--by", "--why"]), output),
                ["forget", .. var rest] => await ForgetAsync(services, CommandWords.Read(rest, ["--customer", "--by", "--why"]), output),
                _ => throw new FormatException("Say what to do."),
            };
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            await output.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{Use}");
            return CommandWords.WrongUse;
        }
    }

    private static async Task<int> CheckAsync(IServiceProvider services, TextWriter output)
    {
        try
        {
            var problems = await services.GetRequiredService<SchemaCheck>().RunAsync(CancellationToken.None);
            await output.WriteLineAsync(problems.Count == 0 ? "The mapping fits." : string.Join(Environment.NewLine, problems));
            return problems.Count == 0 ? 0 : 1;
        }
        catch (CrmCallException failure)
        {
            await output.WriteLineAsync($"The CRM does not say: {failure.Message}");
            return 1;
        }
    }

    private static async Task<int> ShowAsync(IServiceProvider services, Dictionary<string, string> given, TextWriter output)
    {
        var payment = Guid.Parse(given.GetValueOrDefault("--payment", ""));
        var rows = await services.GetRequiredService<DryRun>().OfAsync(payment, CancellationToken.None);
        foreach (var (type, write) in rows)
        {
            await output.WriteLineAsync($"{type.Type} with {type.IdField} = {write.Key}");
            foreach (var (field, value) in write.Fields)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {field} = {value ?? "(empty)"}"));
            }

            foreach (var link in write.Links)
            {
                await output.WriteLineAsync($"  belongs to {link.To.Type} {link.Id}");
            }
        }

        if (rows.Count == 0)
        {
            await output.WriteLineAsync($"Nothing is known of payment {payment}.");
        }

        return rows.Count == 0 ? 1 : 0;
    }

    private static Task<int> ResyncAsync(IServiceProvider services, Dictionary<string, string> given)
    {
        var desk = services.GetRequiredService<CrmDesk>();
        var (by, why) = (given.GetValueOrDefault("--by", ""), given.GetValueOrDefault("--why", ""));
        return given.TryGetValue("--payment", out var id)
            ? desk.ResyncAsync(Guid.Parse(id), by, why, CancellationToken.None)
            : desk.ResyncAsync(Time(given, "--from"), Time(given, "--until"), by, why, CancellationToken.None);
    }

    private static Task<int> RetryAsync(IServiceProvider services, Dictionary<string, string> given) => services.GetRequiredService<CrmDesk>().RetryAsync(
        given.GetValueOrDefault("--kind"), given.GetValueOrDefault("--key"), given.GetValueOrDefault("--by", ""), given.GetValueOrDefault("--why", ""), CancellationToken.None);

    private static async Task<int> BackfillAsync(IServiceProvider services, Dictionary<string, string> given, TextWriter output)
    {
        try
        {
            var (payments, facts) = await services.GetRequiredService<Backfill>().RunAsync(
                Time(given, "--from"), Time(given, "--until"), given.GetValueOrDefault("--by", ""), given.GetValueOrDefault("--why", ""), CancellationToken.None);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{payments} payments ended then; what was new of {facts} facts about them is sent by the running service; see ops.crm_backlog."));
            return payments > 0 ? 0 : 1;
        }
        catch (NpgsqlException failure)
        {
            await output.WriteLineAsync($"Broken off: {(failure as PostgresException)?.MessageText ?? failure.Message}. Nothing is lost by asking again. The payments' views are the worker's: it has to be migrated in the same database, to this version.");
            return 1;
        }
    }

    private static async Task<int> ForgetAsync(IServiceProvider services, Dictionary<string, string> given, TextWriter output)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetDesk>().AskAsync(
            new() { CustomerId = given.GetValueOrDefault("--customer", ""), By = given.GetValueOrDefault("--by", ""), Why = given.GetValueOrDefault("--why", "") }, CancellationToken.None);
        await output.WriteLineAsync("The running service erases the customer in the CRM; see ops.crm_forgotten.");
        return 0;
    }

    private static async Task<int> TellAsync(Task<int> asked, TextWriter output)
    {
        var records = await asked;
        await output.WriteLineAsync($"{records} records are sent once more by the running service; see ops.crm_backlog.");
        return records > 0 ? 0 : 1;
    }

    private static DateTimeOffset Time(Dictionary<string, string> given, string name) =>
        DateTimeOffset.Parse(given.GetValueOrDefault(name, ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
