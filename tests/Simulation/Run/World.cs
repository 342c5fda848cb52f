using System.Text;
using Integration.CrmSync.Providers;
using Integration.GatewaySandbox;
using Integration.Hosting.Secrets;
using Integration.Hosting.Startup;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Outbox;
using Integration.Sagas.Payments;
using Integration.Simulation.Crm;
using Integration.Simulation.Gateways;
using Integration.Simulation.Host;
using Integration.Simulation.Judge;
using Integration.Simulation.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integration.Simulation.Run;

/// <summary>What histories run in, one after another: the product, a database, gateways, a clock. Everything happens on the calling thread.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly RealDatabase? _real;
    private readonly Action _clear;
    private readonly Turning _turning = new();

    /// <summary>In memory, or in a database of its own on a PostgreSQL server.</summary>
    /// <param name="server">The server; null: in memory.</param>
    /// <param name="plant">Puts a defect into the product's registrations: a simulator that finds none has to be seen finding some.</param>
    public World(string? server = null, Action<IServiceCollection>? plant = null)
    {
        var memory = new MemoryDatabase();
        _real = server is null ? null : new RealDatabase(server);
        _clear = _real is null ? memory.Clear : _real.Clear;
        Account = Integration.Simulation.Gateways.Account.Settings();
        Gateways = new GatewaySet(Account, new TokenSealer(new SealingOptions { TokenKeys = [Convert.ToBase64String(new byte[32])] }));
        Host = SimulatedHost.Build(Clock, _real?.Database ?? memory, services =>
        {
            services.RemoveAll<IPaymentGateway>();
            services.RemoveAll<IGatewayCurrencies>();
            services.AddSingleton<IPaymentGateway>(Gateways.Stripe);
            services.AddSingleton<IPaymentGateway>(Gateways.PayPal);
            foreach (var currencies in Gateways.Currencies)
            {
                services.AddSingleton(currencies);
            }

            services.AddSingleton<IGatewayHealth>(Health);
            services.AddSingleton<ICrmProvider>(Book);
            services.AddSingleton(provider => new PaymentPolicy(
                provider.GetRequiredService<IOptions<RetryOptions>>().Value, provider.GetRequiredService<IOptions<ReconcileOptions>>().Value, provider.GetRequiredService<FallbackPolicy>(),
                Gateways.Currencies.Single(c => c.Gateway == "stripe"), token => provider.GetRequiredService<TokenSealer>().Seal(token), Clock, _turning));
            plant?.Invoke(services);
        });
        _real?.Migrate(Host.Services.GetServices<OwnedSchema>());
    }

    /// <summary>The clock.</summary>
    public Clock Clock { get; } = new();

    /// <summary>The product.</summary>
    public SimulatedHost Host { get; }

    /// <summary>The real gateways over the models.</summary>
    public GatewaySet Gateways { get; }

    /// <summary>The accounts there.</summary>
    public SandboxOptions Account { get; }

    /// <summary>The CRM.</summary>
    public CrmBook Book { get; } = new();

    /// <summary>What the product believes of them.</summary>
    public Believed Health { get; } = new();

    /// <summary>Empties everything for the next history.</summary>
    public void Begin(long seed)
    {
        _clear();
        Clock.Reset();
        Ids.Restart();
        _turning.Dice = new Dice(seed ^ 0x3333);
    }

    /// <summary>The state of the refund that a message is about.</summary>
    public async Task<string> RefundStateAsync(OutboxMessage message)
    {
        var body = Encoding.UTF8.GetString(message.Content.GetBytes());
        var refunds = await ReadAsync("select correlation_id, current_state from payments.refunds");
        return (string?)refunds.Find(row => body.Contains(row[0]!.ToString()!, StringComparison.OrdinalIgnoreCase))?[1] ?? Coverage.Nothing;
    }

    /// <summary>Sagas that have no end yet: "review" when a person is waited for, else their state; those in review last.</summary>
    public async Task<List<string>> OpenAsync()
    {
        List<object?[]> open =
        [
            .. await ReadAsync("select current_state from payments.payments where settled_at is null order by correlation_id"),
            .. await ReadAsync("select current_state from payments.refunds where settled_at is null order by correlation_id"),
        ];
        var states = open.Select(row => (string)row[0]!).ToList();
        return states.Count > 0 && states.TrueForAll(s => s == "NeedsReview") ? ["review"] : states;
    }

    /// <summary>Rows of a query.</summary>
    public async Task<List<object?[]>> ReadAsync(string sql)
    {
        await using var session = await Host.Database.OpenAsync(CancellationToken.None);
        await using var rows = await session.QueryAsync([new(sql)], CancellationToken.None);
        var found = new List<object?[]>();
        while (await rows.ReadAsync())
        {
            var row = new object?[rows.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = await rows.IsDBNullAsync(i) ? null : rows.GetValue(i);
            }

            found.Add(row);
        }

        return found;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Gateways.Dispose();
        _real?.Dispose();
    }

    /// <summary>The circuits: open while the gateway is down.</summary>
    internal sealed class Believed : IGatewayHealth
    {
        public Chaos? Chaos { get; set; }

        public bool IsOpen(string gateway) => Chaos?.Down == gateway;
    }

    /// <summary>The product's jitter, by the history's seed.</summary>
    private sealed class Turning : Random
    {
        public Dice Dice { get; set; } = new(0);

        public override double NextDouble() => Dice.NextDouble();
    }
}
