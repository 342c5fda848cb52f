using Integration.Contracts.Operations;
using Integration.Simulation.Host;

namespace Integration.Simulation.Run;

/// <summary>Ops: in some histories they ask for something, once or a few times, at times mistaken about the payment's state or about which attempt they look at. Draws from dice of its own, so
/// that the other histories are what they would be without it.</summary>
internal sealed class Operators(World world, Guid payment, Dice dice, Dice ofRefunds, Dice ofDuplicates)
{
    private int _left = dice.Percent(25) ? 1 + dice.Below(3) : 0;

    /// <summary>They will still ask for something.</summary>
    public bool AreThere => _left > 0;

    /// <summary>A command about the payment as its committed rows show it; null: there is no payment yet, and nobody asks.</summary>
    public async Task<(object Command, Guid MessageId)?> AskAsync()
    {
        if (await world.ReadAsync("select gateway_reference from payments.payments") is not [var row, ..])
        {
            return null;
        }

        _left--;
        var attempts = await world.ReadAsync("select attempt_id, reference from payments.attempts order by number");
        var some = attempts.Count > 0 ? attempts[dice.Below(attempts.Count)] : null;
        object command = dice.Below(10) switch
        {
            < 3 => new RecheckPayment { PaymentId = payment, By = "ops", Why = "it waits for long" },
            < 5 => new ReleasePayment { PaymentId = payment, By = "ops", Why = "the customer wrote" },
            < 7 => new RetryPayment { PaymentId = payment, By = "ops", Why = "the gateway is back" },
            7 when some is not null => new ReturnDuplicateCharge { PaymentId = payment, By = "ops", Why = "it was charged twice", AttemptId = (Guid)some[0]! },
            _ => new AcceptPaymentAsCaptured
            {
                PaymentId = payment, By = "ops", Why = "it is paid at the gateway", GatewayReference = (string?)(dice.Percent(70) ? row[0] : some?[1]) ?? "pi_of_nobody",
            },
        };
        return (await OfARefundAsync(command) ?? LeftAsItIs(command) ?? command, dice.Id());
    }

    /// <summary>Who wants a duplicate given back leaves it as it is at times, also where there is nothing to leave. By dice of its own, too.</summary>
    private AcceptDuplicateCharge? LeftAsItIs(object command) => command is ReturnDuplicateCharge returned && ofDuplicates.Percent(40)
        ? new() { PaymentId = payment, AttemptId = returned.AttemptId, By = "ops", Why = "the bank gave it back" }
        : null;

    /// <summary>Who asks about a payment asks about one of its refunds at times, where there is one. By dice of its own, too.</summary>
    private async Task<object?> OfARefundAsync(object command) =>
        command is RecheckPayment && await world.ReadAsync("select correlation_id from payments.refunds order by correlation_id") is { Count: > 0 } refunds && ofRefunds.Percent(60)
            ? new RecheckRefund { PaymentId = payment, RefundId = (Guid)refunds[ofRefunds.Below(refunds.Count)][0]!, By = "ops", Why = "the money did not come back" }
            : null;
}
