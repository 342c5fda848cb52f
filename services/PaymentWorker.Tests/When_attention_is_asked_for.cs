using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Watch;
using Integration.Persistence.Migrations;
using Integration.Persistence.Tests;
using Integration.Sagas.Payments;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integration.PaymentWorker.Tests;

/// <summary>An alert that does not come because nobody could count is the silence that SAFETY invariant 5 forbids.</summary>
public sealed class When_attention_is_asked_for : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SchemaMigrator.MigrateAsync<PaymentsContext>(_database.Source, PaymentsContext.Schema, options => new(options), CancellationToken.None);
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_tell_while_the_broker_is_away_and_say_how_old_it_is_when_nobody_could_count()
    {
        using var measured = new Measured();
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var watch = new PaymentWatch(
            services.GetRequiredService<IServiceScopeFactory>(), _database.Source, Bus.Factory.CreateUsingInMemory(_ => { }), Options.Create(new WatchOptions()), Options.Create(new RetryOptions()), _time,
            NullLogger<PaymentWatch>.Instance);
        await watch.StartAsync(default);
        await measured.UntilAsync((name, value) => name == "integration.payments.duplicate_charges" && value == 0, "money on the wrong attempt");
        await AgeAsync(0);

        await _database.ExecuteAsync("alter view ops.duplicate_charges rename to nobody_can_count");
        _time.Advance(TimeSpan.FromMinutes(1));
        await AgeAsync(60);
        _time.Advance(TimeSpan.FromMinutes(1));
        await AgeAsync(120);
        await _database.ExecuteAsync("alter view ops.nobody_can_count rename to duplicate_charges");
        _time.Advance(TimeSpan.FromMinutes(1));
        await AgeAsync(0);
        await watch.StopAsync(default);

        Task AgeAsync(double seconds) => measured.UntilAsync((name, value) => name == "integration.watch.age attention" && value == seconds, $"an age of {seconds} s");
    }
}
