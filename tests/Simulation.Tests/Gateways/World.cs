using Integration.GatewaySandbox;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Webhooks;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Integration.Simulation.Gateways;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>A clock that is moved by hand.</summary>
internal sealed class HandClock : TimeProvider
{
    private DateTimeOffset _now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>Both gateways over models, and a director that does as the test says.</summary>
internal sealed class World : ICallDirector, IEventSink, IDisposable
{
    private readonly Dictionary<string, CallPlan> _plans = new(StringComparer.Ordinal);

    public World(int seed = 1, Action<SandboxOptions>? set = null, Func<SandboxOptions, SandboxOptions>? credentials = null)
    {
        var settings = Account.Settings();
        set?.Invoke(settings);
        Gateways = new(credentials?.Invoke(settings) ?? settings);
        var chance = new Random(seed);
        Stripe = new(settings, Clock, chance, this, this);
        PayPal = new(settings, Clock, chance, this, this);
        Gateways.Attach(Stripe, PayPal);
    }

    public HandClock Clock { get; } = new();

    public GatewaySet Gateways { get; }

    public StripeModel Stripe { get; }

    public PayPalModel PayPal { get; }

    /// <summary>Every call, in order.</summary>
    public List<CallInfo> Calls { get; } = [];

    /// <summary>What came of them, in order.</summary>
    public List<(CallInfo Call, CallEffect Effect)> Effects { get; } = [];

    public List<(GatewayModel Gateway, EventState Event, CallInfo? Cause)> Events { get; } = [];

    /// <summary>Calls that are held, oldest first.</summary>
    public List<PendingCall> Held { get; } = [];

    /// <summary>Every held call's caller gives up at once.</summary>
    public bool Impatient { get; set; }

    public Guid Payment { get; init; } = new("00000000-0000-0000-0000-0000000000aa");

    /// <summary>The next call of the operation meets this.</summary>
    public void Plan(string operation, CallPlan plan) => _plans[operation] = plan;

    public void Plan(string operation, CallFault fault) => Plan(operation, CallPlan.Meets(fault));

    public CallPlan Decide(CallInfo call)
    {
        Calls.Add(call);
        return _plans.Remove(call.Operation, out var plan) || _plans.Remove("*", out plan) ? plan : CallPlan.Answered;
    }

    public void Hold(PendingCall call)
    {
        Held.Add(call);
        if (Impatient)
        {
            call.TimeOut();
        }
    }

    public void Executed(CallInfo call, CallEffect effect) => Effects.Add((call, effect));

    public void Raise(GatewayModel gateway, EventState told, CallInfo? cause) => Events.Add((gateway, told, cause));

    public AttemptRef Attempt(IPaymentGateway gateway, string? reference = null) => new()
    {
        PaymentId = Payment, AttemptId = AttemptIdentity.Of(Payment, gateway.Name, 1), Number = 1, Gateway = gateway.Name, Epoch = 1, Reference = reference,
    };

    public Task<GatewayCall> CreateAsync(IPaymentGateway gateway, string? method = null, string? returnUrl = null) => gateway.CreateAsync(
        new() { Attempt = Attempt(gateway), AmountMinor = 1999, Currency = "EUR", PaymentMethod = method, ReturnUrl = returnUrl }, Key(gateway, AttemptStep.Create), CancellationToken.None);

    public Task<GatewayCall> AuthorizeAsync(string reference, string method = "pm_card_visa", string? returnUrl = null) => Gateways.Stripe.AuthorizeAsync(
        new() { Attempt = Attempt(Gateways.Stripe, reference), PaymentMethod = method, ReturnUrl = returnUrl }, Key(Gateways.Stripe, AttemptStep.Authorize), CancellationToken.None);

    public Task<GatewayCall> CaptureAsync(IPaymentGateway gateway, string reference, string? method = null) => gateway.CaptureAsync(
        new() { Attempt = Attempt(gateway, reference), PaymentMethod = method }, Key(gateway, AttemptStep.Capture), CancellationToken.None);

    public Task<GatewayCall> LookUpAsync(IPaymentGateway gateway, string reference) => gateway.LookUpAsync(new() { Attempt = Attempt(gateway, reference) }, CancellationToken.None);

    public static Task<RefundCall> RefundAsync(IPaymentGateway gateway, RefundRequest refund) => gateway.RefundAsync(refund, refund.RefundId.ToString(), CancellationToken.None);

    public RefundRequest Refund(GatewayCall captured, long amountMinor = 500) => new()
    {
        RefundId = new("00000000-0000-0000-0000-0000000000bb"), PaymentId = Payment, AttemptReference = captured.Found!.Reference, CaptureReference = captured.Found.CaptureReference!,
        AmountMinor = amountMinor, Currency = "EUR",
    };

    /// <summary>A payment through the real gateway up to its capture.</summary>
    public async Task<GatewayCall> CapturedAsync(IPaymentGateway gateway, string? method = null)
    {
        method ??= gateway.HoldsBeforeCapture ? "pm_card_visa" : "vault_ok";
        var reference = (await CreateAsync(gateway, method)).Found!.Reference;
        if (gateway.HoldsBeforeCapture)
        {
            (await AuthorizeAsync(reference, method)).Found!.Status.ShouldBe(GatewayStatus.Authorized);
        }

        return await CaptureAsync(gateway, reference, gateway.HoldsBeforeCapture ? null : method);
    }

    public void Dispose() => Gateways.Dispose();

    private string Key(IPaymentGateway gateway, string step) => AttemptIdentity.Key(Attempt(gateway), step);
}
