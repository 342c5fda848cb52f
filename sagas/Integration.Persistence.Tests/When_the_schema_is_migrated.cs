using Integration.Persistence.Migrations;

namespace Integration.Persistence.Tests;

public sealed class When_the_schema_is_migrated
{
    [Fact]
    public async Task Should_be_safe_twice_and_concurrently()
    {
        var database = new TestDatabase();
        await database.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SchemaMigrator.MigrateMessagingAsync(database.Source, CancellationToken.None)));
        await SchemaMigrator.MigrateMessagingAsync(database.Source, CancellationToken.None);

        (await database.CountAsync("messaging.migrations")).ShouldBe(1);
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Should_refuse_a_schema_newer_than_the_code()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        await database.ExecuteAsync("insert into messaging.migrations values ('29990101000000_Future', '99')");

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => SchemaMigrator.MigrateMessagingAsync(database.Source, CancellationToken.None));
        refusal.Message.ShouldContain("newer than this program");
        await database.DisposeAsync();
    }
}
