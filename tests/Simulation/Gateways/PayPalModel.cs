using System.Text;
using System.Text.Json.Nodes;
using Integration.GatewaySandbox;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Ledger;
using Integration.GatewaySandbox.PayPal;
using Integration.GatewaySandbox.Webhooks;
using Integration.WebhookIngress.Webhooks;
using Integration.WebhookIngress.Webhooks.PayPal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Integration.Simulation.Gateways;

/// <summary>PayPal for one history. Access tokens are <see cref="GatewaySet"/>'s: whoever gets here has one.</summary>
internal sealed partial class PayPalModel : GatewayModel
{
    private readonly TimeProvider _time;
    private readonly PayPalStore _store;
    private readonly PayPalProtocol _protocol;
    private readonly PayPalEngine _engine;
    private readonly string _origin;

    /// <summary>An empty account.</summary>
    /// <param name="settings">Of <see cref="Account.Settings"/>; several models may share them.</param>
    /// <param name="time">The virtual clock.</param>
    /// <param name="chance">Drawn from for ids.</param>
    /// <param name="director">Decides about every call.</param>
    /// <param name="sink">Gets the webhooks.</param>
    public PayPalModel(SandboxOptions settings, TimeProvider time, Random chance, ICallDirector director, IEventSink sink)
        : base("paypal", chance, director, sink)
    {
        _time = time;
        var options = Options.Create(settings);
        var address = new PublicAddress(options);
        _origin = address.Origin;
        _store = new(new NoJournal<PayPalChanges>(), settings.MaxObjects);
        _protocol = new(options, _store);
        var objects = new PayPalObjects(_store);
        _engine = new(options, _store, objects, new PayPalEvents(options, address, time), time);
        Books = new PayPalLedger(_store, objects);
    }

    /// <inheritdoc />
    public override ILedgerSource Books { get; }

    /// <inheritdoc />
    public override WebhookMessage Message(EventState told) => Message(told, PayPalEvent.Read(Encoding.UTF8.GetBytes(told.Body)), _time.GetUtcNow());

    /// <inheritdoc />
    public override EventState Twin(EventState told)
    {
        using (Draw())
        {
            return told.WithId(PayPalIds.Event());
        }
    }

    /// <inheritdoc />
    protected override WireCall Receive(HttpRequestMessage request)
    {
        var (method, path, query) = (request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query);
        var (operation, id) = ApiRoute.Find(PayPalRoutes.All, method, path)
            ?? throw new InvalidOperationException($"The product called {method} {path}, which the sandbox's PayPal does not have.");
        var body = request.Body();
        var json = PayPalProtocol.Parse(body);
        var key = PayPalProtocol.Key(method, request.Header("PayPal-Request-Id"));
        var fields = query.Length > 1 ? new QueryCollection(QueryHelpers.ParseQuery(query)) : QueryCollection.Empty;
        var call = new PayPalCall(operation, path, id, json ?? [], fields, key, PayPalIds.Debug(), PayPalProtocol.WantsAll(request.Header("Prefer") ?? ""), _origin);
        var info = new CallInfo(
            Name, operation, id, key, $"{method} {path}", method == "POST" ? Encoding.UTF8.GetString(body) : query, () => _protocol.Handles(call), () => Payment(call));
        return new Wire(this, request, call, _protocol.Refuse(body, json), info);
    }

    /// <inheritdoc />
    protected override (CallEffect Effect, IReadOnlyList<EventState> Events) Read(WireCall call)
    {
        var outcome = ((Wire)call).Outcome;
        return (new(outcome.Answer.Status, outcome.Executed, outcome.Answer.Replayed), outcome.Events);
    }

    private string? Payment(PayPalCall call)
    {
        var written = (call.Body["purchase_units"] as JsonArray)?.FirstOrDefault().Text("invoice_id");
        return written ?? call.ObjectId switch
        {
            { } id when _store.TryOrder(id, out var order) => order.InvoiceId,
            { } id when _store.TryCapture(id, out var capture) => capture.InvoiceId,
            { } id when _store.TryRefund(id, out var refund) && _store.TryCapture(refund.Capture, out var refunded) => refunded.InvoiceId,
            { } id when _store.TryDispute(id, out var dispute) && _store.TryCapture(dispute.Capture, out var disputed) => disputed.InvoiceId,
            _ => null,
        };
    }

    private sealed class Wire(PayPalModel model, HttpRequestMessage request, PayPalCall call, PayPalFailure? malformed, CallInfo info) : WireCall(info)
    {
        private PayPalOutcome? _outcome;

        public PayPalOutcome Outcome => _outcome ?? throw new InvalidOperationException($"{Info} was not executed.");

        public override HttpResponseMessage Answer() => Answers.Write(request, Outcome.Answer.Status, Outcome.Answer.Body, PayPalProtocol.Headers(call.DebugId));

        protected override bool Arrive(CallFault? fault)
        {
            var refusal = PayPalProtocol.AtTheEdge(fault) ?? malformed;
            _outcome = refusal is null ? model._engine.Begin(call, fault) : new(new(refusal.Status, refusal.Body(call.DebugId)), [], Executed: false);
            return _outcome is null;
        }

        protected override void Perform(CallFault? fault)
        {
            try
            {
                _outcome = model._engine.Execute(call, fault);
            }
            finally
            {
                Release();
            }
        }

        protected override void Release() => model._engine.End(call);
    }
}
