using Npgsql;

namespace Integration.WebhookIngress.Tests;

/// <summary>Bodies are personal data: whoever looks after the service does not see them by that alone.</summary>
public sealed class When_a_body_is_read : IngressSpec
{
    private readonly string _user = "u" + Guid.NewGuid().ToString("N");

    protected override IEnumerable<string> Settings => [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}"];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await SendAsync(FromStripe("""{"id":"evt_1","type":"customer.created","created":1800000000,"data":{"object":{"id":"cus_1","object":"customer"}}}"""))).ShouldBe(200);
    }

    public override async Task DisposeAsync()
    {
        await Database.ExecuteAsync($"drop role if exists {_user}");
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Should_show_it_to_its_reader_and_nothing_else()
    {
        await using var reader = await ConnectAsync("webhook_body_reader");

        (await CountAsync(reader, "webhooks.bodies where source = 'stripe' and event_id = 'evt_1' and octet_length(body) > 0")).ShouldBe(1);
        await RefusedAsync(reader, "webhooks.received");
        await RefusedAsync(reader, "ops.webhooks");
        (await Should.ThrowAsync<PostgresException>(() => CountAsync(reader, "webhooks.bodies for update"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Should_hide_it_from_ops()
    {
        await using var ops = await ConnectAsync("ops_reader");

        (await CountAsync(ops, "ops.webhooks where event_id = 'evt_1' and body_kept and outcome = 'kept'")).ShouldBe(1);
        await RefusedAsync(ops, "webhooks.bodies");
        await RefusedAsync(ops, "webhooks.received");
        (await Database.CountAsync("information_schema.columns where table_schema = 'ops' and column_name = 'body'")).ShouldBe(0);
    }

    private async Task<NpgsqlDataSource> ConnectAsync(string role)
    {
        await Database.ExecuteAsync($"create role {_user} login in role {role}");
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = _user, Pooling = false }.ConnectionString);
    }

    private static async Task RefusedAsync(NpgsqlDataSource reader, string from) =>
        (await Should.ThrowAsync<PostgresException>(() => CountAsync(reader, from))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    private static async Task<long> CountAsync(NpgsqlDataSource reader, string from)
    {
        await using var command = reader.CreateCommand($"select count(*) from (select 1 from {from}) rows");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
