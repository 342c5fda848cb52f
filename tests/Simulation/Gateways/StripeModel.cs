using System.Text;
using Integration.GatewaySandbox;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Ledger;
using Integration.GatewaySandbox.Stripe;
using Integration.GatewaySandbox.Webhooks;
using Integration.WebhookIngress.Webhooks;
using Integration.WebhookIngress.Webhooks.Stripe;
using Microsoft.Extensions.Options;

namespace Integration.Simulation.Gateways;

/// <summary>Stripe for one history.</summary>
internal sealed partial class StripeModel : GatewayModel
{
    private readonly SandboxOptions _settings;
    private readonly TimeProvider _time;
    private readonly StripeStore _store;
    private readonly StripeProtocol _protocol;
    private readonly StripeEngine _engine;

    /// <summary>An empty account.</summary>
    /// <param name="settings">Of <see cref="Account.Settings"/>; several models may share them.</param>
    /// <param name="time">The virtual clock.</param>
    /// <param name="chance">Drawn from for ids.</param>
    /// <param name="director">Decides about every call.</param>
    /// <param name="sink">Gets the webhooks.</param>
    public StripeModel(SandboxOptions settings, TimeProvider time, Random chance, ICallDirector director, IEventSink sink)
        : base("stripe", chance, director, sink)
    {
        (_settings, _time) = (settings, time);
        var options = Options.Create(settings);
        _store = new(new NoJournal<Changes>(), settings.MaxObjects);
        _protocol = new(options, _store);
        _engine = new(options, _store, time);
        Books = new StripeLedger(_store);
    }

    /// <inheritdoc />
    public override ILedgerSource Books { get; }

    /// <inheritdoc />
    public override WebhookMessage Message(EventState told) => Message(told, StripeEvent.Read(Encoding.UTF8.GetBytes(told.Body)), _time.GetUtcNow());

    /// <inheritdoc />
    public override EventState Twin(EventState told)
    {
        using (Draw())
        {
            return told.WithId(StripeIds.Event());
        }
    }

    /// <inheritdoc />
    protected override WireCall Receive(HttpRequestMessage request)
    {
        var (method, path, query) = (request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query);
        var (operation, id) = ApiRoute.Find(StripeRoutes.All, method, path)
            ?? throw new InvalidOperationException($"The product called {method} {path}, which the sandbox's Stripe does not have.");
        var body = request.Body();
        var key = StripeProtocol.Key(method, request.Header("Idempotency-Key"));
        // A form that cannot be read is a bug of the product's, and breaks the history.
        var form = _protocol.Form(method, query, request.Content?.Headers.ContentType?.MediaType, body);
        var call = new StripeCall(operation, method, path, id, form, key, StripeIds.Request(), _protocol.Version(request.Header("Stripe-Version")));
        var info = new CallInfo(
            Name, operation, id, key, $"{method} {path}", method == "POST" ? Encoding.UTF8.GetString(body) : query, () => _protocol.Handles(call), () => Payment(call));
        return new Wire(this, request, call, info);
    }

    /// <inheritdoc />
    protected override (CallEffect Effect, IReadOnlyList<EventState> Events) Read(WireCall call)
    {
        var outcome = ((Wire)call).Outcome;
        return (new(outcome.Answer.Status, outcome.Executed, outcome.Answer.OriginalRequest is not null), outcome.Events);
    }

    private string? Payment(StripeCall call)
    {
        if (call.Form.Map("metadata").GetValueOrDefault("integration_payment_id") is { } written)
        {
            return written;
        }

        var id = call.ObjectId ?? call.Form.Text("payment_intent");
        var intent = id is null ? null
            : _store.Refunds.TryFind(id, out var refund) ? refund.Intent
            : _store.Disputes.TryFind(id, out var dispute) ? dispute.Intent
            : id;
        return intent is not null && _store.Intents.TryFind(intent, out var found) ? StripeLedger.PaymentId(found) : null;
    }

    private sealed class Wire(StripeModel model, HttpRequestMessage request, StripeCall call, CallInfo info) : WireCall(info)
    {
        private readonly List<EventState> _events = [];
        private Outcome? _outcome;

        public Outcome Outcome => _outcome ?? throw new InvalidOperationException($"{Info} was not executed.");

        public override HttpResponseMessage Answer() => Answers.Write(
            request, Outcome.Answer.Status, Outcome.Answer.Body, StripeProtocol.Headers(Outcome.Answer, call.RequestId, call.Key, call.ApiVersion));

        protected override bool Arrive(CallFault? fault)
        {
            var refusal = StripeProtocol.AtTheEdge(fault) ?? model._protocol.Refuse(request.Header("Authorization") ?? "");
            _outcome = refusal is null ? model._engine.Begin(call, _events) : new(refusal.Answer(call.RequestId), [], Executed: false);
            return _outcome is null;
        }

        protected override void Perform(CallFault? fault)
        {
            try
            {
                _outcome = model._engine.Execute(call, fault, _events);
            }
            finally
            {
                Release();
            }
        }

        protected override void Release() => model._engine.End(call);
    }
}
