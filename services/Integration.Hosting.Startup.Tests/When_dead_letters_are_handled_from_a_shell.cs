using System.Text.Json;
using Integration.Persistence.Tests;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_dead_letters_are_handled_from_a_shell : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_list_show_retry_and_discard()
    {
        (await RunAsync("migrate")).Code.ShouldBe(0);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var id in (Guid[])[first, second])
        {
            await _database.ExecuteAsync(
                "insert into messaging.dead_letters (id, endpoint, message_id, message_type, content_type, body, fault, failures, first_failed_at, last_failed_at) " +
                $"values ('{id}', 'payments', '{id}', 'urn:message:Shop:PlaceOrder', 'application/json', '{{\"planted\": 1}}', 'no such order', 1, now(), now())");
        }

        var list = await RunAsync("dead-letters", "list", "--contract", "PlaceOrder");
        list.Code.ShouldBe(0, list.Output);
        list.Output.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetGuid()).ShouldBe([first, second], ignoreOrder: true);
        list.Output.ShouldNotContain("planted");
        (await RunAsync("dead-letters", "show", $"{first}")).Output.ShouldContain("planted");

        (await RunAsync("dead-letters", "retry", $"{first}", "--by", "ops", "--why", "mended")).ShouldBe((0, "Done"));
        (await RunAsync("dead-letters", "retry", $"{first}", "--by", "ops", "--why", "mended")).ShouldBe((1, "AlreadyRetried"));
        (await RunAsync("dead-letters", "discard", $"{second}", "--by", "ops", "--why", "a test")).ShouldBe((0, "Done"));
        (await RunAsync("dead-letters", "discard", $"{second}")).Code.ShouldBe(64);
        (await RunAsync("dead-letters", "burn", $"{second}")).Code.ShouldBe(64);
        await ShouldSayWhyItCannotBeSentAsync();
        (await _database.CountAsync($"messaging.outbox where message_id = '{first}' and destination_address = 'queue:payments'")).ShouldBe(1);
        (await _database.CountAsync("messaging.outbox")).ShouldBe(1);
        (await _database.CountAsync("ops.dead_letter_actions where by = 'ops'")).ShouldBe(2);
    }

    [Fact]
    public async Task Should_do_nothing_with_a_word_that_it_does_not_know()
    {
        (await RunAsync("migrate")).Code.ShouldBe(0);
        foreach (var (words, says) in ((string, string)[])
        [
            ("list --state open", "'--state' is not known."), ("list --status lost", "--status has to be open, retried or discarded."), ("list --limit", "--limit lacks its value."),
            ($"retry {Guid.CreateVersion7()} --by ops --because mended", "'--because' is not known."), ($"discard {Guid.CreateVersion7()} --by ops --by ops", "--by comes twice."),
        ])
        {
            var (code, output) = await RunAsync(["dead-letters", .. words.Split(' ')]);
            code.ShouldBe(64, output);
            output.ShouldContain(says);
            output.ShouldContain("dead-letters list [--endpoint NAME]");
        }
    }

    private async Task ShouldSayWhyItCannotBeSentAsync()
    {
        var id = Guid.CreateVersion7();
        await _database.ExecuteAsync(
            $"insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at) values ('{id}', 'payments', '{id}', 'of no type', 'it says not what it is', 1, now(), now())");
        (await RunAsync("dead-letters", "retry", $"{id}", "--by", "ops", "--why", "hope")).ShouldBe((1, "NamesNoType"));
        await _database.ExecuteAsync($"update messaging.dead_letters set message_type = 'urn:message:Shop:PlaceOrder', body = '{{\"vaultToken\": \"(removed)\"}}' where id = '{id}'");
        (await RunAsync("dead-letters", "retry", $"{id}", "--by", "ops", "--why", "hope")).ShouldBe((1, "Masked"));
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        var (code, output) = await IngressProcess.RunAsync(args, [
            ("ConnectionStrings__Integration", _database.ConnectionString), ("Messaging__Transport", "InMemory"), ("Webhooks__Stripe__SigningSecrets__0", "whsec_something")]);
        return (code, output.Trim());
    }
}
