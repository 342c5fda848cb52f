using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Operations;
using Integration.Contracts.Rules;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Orphans;
using Integration.Persistence.Inbox;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Reconciliation;

/// <summary>Compares the gateways' books with ours, both ways, in parts. It moves no money: where a look at the gateway may resolve a difference it asks for
/// one, and the payment's own rules decide what follows (SAFETY U1, U4); the rest is told in words.</summary>
[CallsExternalSystem]
public sealed partial class ReconciliationConsumer(
    ReconciliationStore store, GatewayDirectory gateways, IUnitOfWork unitOfWork, IOptions<ReconciliationOptions> options, TimeProvider time,
    ILogger<ReconciliationConsumer> log)
    : IConsumer<ReconcileGateways>, IConsumer<CompareBooks>, IConsumer<AcceptDifference>
{
    /// <inheritdoc />
    /// <exception cref="ValidationException">The command breaks a rule, or names a payment that has no attempt: it goes to the dead letters.</exception>
    public Task Consume(ConsumeContext<ReconcileGateways> context)
    {
        Require(nameof(ReconcileGateways), OperatorRules.Violations(context.Message));
        return context.Message.PaymentId is { } payment ? AskAsync(context, payment) : SplitAsync(context);
    }

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<CompareBooks> context)
    {
        var part = context.Message;
        var lines = new List<GatewayMovement>();
        try
        {
            var gateway = gateways.Get(part.Gateway);
            await foreach (var line in part.RefundsOnly
                ? gateway.ListRefundsAsync(part.From, part.Until, context.CancellationToken)
                : gateway.ListAsync(part.From, part.Until, context.CancellationToken))
            {
                lines.Add(line);
            }
        }
        catch (GatewayListException broken)
        {
            await AgainAsync(context, broken.Message);
            return;
        }

        var comparison = Books.Compare(
            lines, await store.OursAsync(part, lines, context.CancellationToken), await store.RefundsAsync(part, lines, context.CancellationToken),
            await store.UnlistedRefundsAsync(part, lines, context.CancellationToken), part.RefundsOnly);
        comparison = await WithoutLaterLinesAsync(part, comparison, context.CancellationToken);
        foreach (var difference in comparison.Differences.Where(d => d.Ask || d.AskRefund is not null))
        {
            var attempt = Ref(part, difference.Attempt!);
            await (difference.AskRefund is { } refund ? context.Publish(new LookUpRefund { Attempt = attempt, RefundReference = refund }) : LookAsync(context, attempt));
        }

        store.Finish(unitOfWork, part, lines.Count, comparison, failure: null);
    }

    /// <inheritdoc />
    /// <exception cref="ValidationException">The command breaks a rule: it goes to the dead letters.</exception>
    public Task Consume(ConsumeContext<AcceptDifference> context)
    {
        Require(nameof(AcceptDifference), OperatorRules.Violations(context.Message));
        store.Accept(unitOfWork, MessageIdentity.Of(context), context.Message);
        return Task.CompletedTask;
    }

    private static void Require(string command, IReadOnlyList<Violation> violations)
    {
        if (violations.Count > 0)
        {
            throw new ValidationException($"{command} is refused: {string.Join("; ", violations)}.");
        }
    }

    /// <summary>A line has the gateway's time, which may be after the part in which we began: what the gateway shows when it is asked is not missing, and ends an older
    /// difference, as a line would.</summary>
    private async Task<Comparison> WithoutLaterLinesAsync(CompareBooks part, Comparison comparison, CancellationToken cancellationToken)
    {
        var (kept, shown) = (new List<Difference>(), new List<string>());
        foreach (var difference in comparison.Differences)
        {
            if (!await (difference.Kind switch
            {
                DifferenceKind.NotListed => ShowsAsync(part, difference, cancellationToken),
                DifferenceKind.RefundNotListed => ShowsRefundAsync(part, difference, cancellationToken),
                DifferenceKind.RefundNotGiven when difference.Attempt is { GivenBackElsewhere: true } => ShowsAllGivenBackAsync(part, difference.Attempt, cancellationToken),
                DifferenceKind.RefundNotGiven or DifferenceKind.RefundNotRecorded when difference is { ByOthers: true, Attempt.ReviewedMinor: { } sum } => ShowsSumAsync(part, difference.Attempt!, sum, cancellationToken),
                _ => Task.FromResult(false),
            }))
            {
                kept.Add(difference);
            }
            else
            {
                shown.Add(difference.Reference);
            }
        }

        return new(kept, [.. comparison.Agreed, .. shown]);
    }

    private async Task<bool> ShowsAsync(CompareBooks part, Difference difference, CancellationToken cancellationToken) =>
        difference.Attempt is { Reference: not null } attempt
        && (await gateways.Get(part.Gateway).LookUpAsync(new() { Attempt = Ref(part, attempt) }, cancellationToken)).Found is { } found && found.CapturedMinor == difference.OursMinor;

    private async Task<bool> ShowsRefundAsync(CompareBooks part, Difference difference, CancellationToken cancellationToken) =>
        difference.Attempt is { Reference: { } reference, CaptureReference: { } capture } attempt
        && (await gateways.Get(part.Gateway).FindRefundAsync(RefundRequest.ToRead(attempt.PaymentId, reference, capture, attempt.Currency, difference.Reference), cancellationToken)).Found is { } found
        && found.Status != RefundStatus.Failed && found.AmountMinor == difference.OursMinor;

    /// <summary>A refund that failed may be an older one of several: what was given back by hand still counts while the gateway shows all of it as gone, by the rule that opens it again when it does not.</summary>
    private async Task<bool> ShowsAllGivenBackAsync(CompareBooks part, OurAttempt attempt, CancellationToken cancellationToken) =>
        attempt is { Reference: not null }
        && (await gateways.Get(part.Gateway).LookUpAsync(new() { Attempt = Ref(part, attempt) }, cancellationToken)).Found is { } found && !OrphanDecision.LacksSome(found);

    /// <summary>Of a duplicate charge that a person decides on only the sum of what others gave back is kept: its lines agree while the gateway shows the same sum.</summary>
    private async Task<bool> ShowsSumAsync(CompareBooks part, OurAttempt attempt, long sum, CancellationToken cancellationToken) =>
        attempt is { Reference: not null }
        && (await gateways.Get(part.Gateway).LookUpAsync(new() { Attempt = Ref(part, attempt) }, cancellationToken)).Found is { Status: GatewayStatus.Captured } found && found.RefundedMinor == sum;

    private static AttemptRef Ref(CompareBooks part, OurAttempt attempt) =>
        new() { PaymentId = attempt.PaymentId, AttemptId = attempt.AttemptId, Number = attempt.Number, Gateway = part.Gateway, Epoch = 0, Reference = attempt.Reference };

    /// <summary>What could not be asked is the run's failure: an end without differences would say that all is well.</summary>
    private async Task AskAsync(ConsumeContext<ReconcileGateways> context, Guid payment)
    {
        var attempts = await store.AttemptsAsync(payment, context.CancellationToken);
        if (attempts.Count == 0)
        {
            throw new ValidationException($"{nameof(ReconcileGateways)} is refused: payment {payment} is not known here or has no attempt yet, so there is nothing to ask a gateway about.");
        }

        foreach (var attempt in attempts.Where(a => a.Reference is not null))
        {
            await LookAsync(context, attempt);
        }

        var unasked = attempts.Where(a => a.Reference is null).Select(a => $"attempt {a.Number} has no reference; nothing could be asked").ToList();
        var now = time.GetUtcNow();
        store.Begin(
            unitOfWork, MessageIdentity.Of(context), context.Message.By, $"payment {payment}: {context.Message.Why}", now, now, parts: 0,
            failure: unasked.Count > 0 ? string.Join("; ", unasked) : null);
    }

    /// <summary>Neither before our first attempt nor in what is too young is there anything to compare.</summary>
    private async Task SplitAsync(ConsumeContext<ReconcileGateways> context)
    {
        var (runId, message) = (MessageIdentity.Of(context), context.Message);
        var (from, until) = (message.From!.Value, message.Until!.Value);
        var oldest = await store.OldestAsync(context.CancellationToken) ?? until;
        var settled = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().AddMinutes(-options.Value.SettleMinutes).ToUnixTimeSeconds());     // gateways count in whole seconds
        var (first, end) = (oldest.AddMinutes(-options.Value.SettleMinutes), until < settled ? until : settled);
        var parts = await PartsAsync(from > oldest ? from : first, end, refundsOnly: false);
        if (message.RefundsFrom is { } refundsFrom)
        {
            parts += await PartsAsync(refundsFrom > oldest ? refundsFrom : first, from < end ? from : end, refundsOnly: true);
        }

        store.Begin(unitOfWork, runId, message.By, message.Why, from, until, parts, message.RefundsFrom);

        async Task<int> PartsAsync(DateTimeOffset start, DateTimeOffset stop, bool refundsOnly)
        {
            var (asked, hours) = (0, refundsOnly ? options.Value.RefundPartHours : options.Value.PartHours);
            for (; start < stop; start = start.AddHours(hours))
            {
                var next = start.AddHours(hours);
                foreach (var gateway in gateways.Names)
                {
                    await context.Publish(new CompareBooks { RunId = runId, Gateway = gateway, From = start, Until = next < stop ? next : stop, RefundsOnly = refundsOnly });
                    asked++;
                }
            }

            return asked;
        }
    }

    private static Task LookAsync(ConsumeContext context, AttemptRef attempt) => context.Publish(new LookUpAttempt { Attempt = attempt });

    private async Task AgainAsync(ConsumeContext<CompareBooks> context, string reason)
    {
        var (part, schedule) = (context.Message, options.Value.Schedule);
        if (part.Tries < schedule.Count)
        {
            await context.AgainAsync(part with { Tries = part.Tries + 1 }, TimeSpan.FromSeconds(schedule[part.Tries]));
            return;
        }

        LogNotCompared(log, part.Gateway, part.From, part.Until, reason);
        store.Finish(unitOfWork, part, lines: 0, comparison: null, $"{part.Gateway} from {part.From:u} until {part.Until:u} is not compared: {reason}");
    }

    [LoggerMessage(33, LogLevel.Error, "The books of {Gateway} from {From} until {Until} are not compared: {Reason}")]
    private static partial void LogNotCompared(ILogger logger, string gateway, DateTimeOffset from, DateTimeOffset until, string reason);
}
