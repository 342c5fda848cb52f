using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Tests;

/// <summary>Each list holds a connection to the database while it is read; one client's must not take them all.</summary>
public sealed class When_a_client_reads_many_lists : IngressSpec
{
    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Api:ListsAtOnce=2", "--Ingress:RequestTimeoutSeconds=60",
        "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={ApiHost.Sha256("the-key-of-the-shop")}", "--Api:Keys:0:Scopes:0=payments:read",
        "--Api:Keys:1:Name=other", $"--Api:Keys:1:Sha256={ApiHost.Sha256("the-key-of-another")}", "--Api:Keys:1:Scopes:0=payments:read",
    ];

    [Fact]
    public async Task Should_let_one_client_wait_for_a_few_of_them_only()
    {
        await using var locks = await Database.Source.OpenConnectionAsync();
        await using var transaction = await locks.BeginTransactionAsync();
        await using (var hold = locks.CreateCommand())
        {
            hold.CommandText = "lock table requests.writes in access exclusive mode";
            await hold.ExecuteNonQueryAsync();
        }

        var slow = Enumerable.Range(0, 2).Select(_ => ListAsync("the-key-of-the-shop")).ToList();
        await Database.UntilAsync("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", n => n == 2);
        var (status, problem, wait) = await ListAsync("the-key-of-the-shop");
        (status, problem, wait).ShouldBe((429, "urn:integration:problem:too-fast", 1));
        slow.Add(ListAsync("the-key-of-another"));
        await Database.UntilAsync("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", n => n == 3);
        await transaction.RollbackAsync();

        (await Task.WhenAll(slow)).ShouldAllBe(answer => answer.Status == 200);
        (await ListAsync("the-key-of-the-shop")).Status.ShouldBe(200);
    }

    private async Task<(int Status, string? Problem, double? Wait)> ListAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/payments");
        request.Headers.Add("X-Api-Key", key);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"], answer.Headers.RetryAfter?.Delta?.TotalSeconds);
    }
}
