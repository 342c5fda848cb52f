using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Payments;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>A cancel can overtake the command that begins its payment: it waits a while before it is refused.</summary>
internal static class EarlyCancel
{
    private const string Tries = "Early-Cancel-Tries";

    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    /// <exception cref="ValidationException">It breaks a rule, or the payment did not come: the cancel goes to the dead letters.</exception>
    public static async Task WaitAsync(ConsumeContext<CancelPayment> context)
    {
        PaymentBehaviors.Judge(context.Message);        // before it is written down to wait: a rule keeps card numbers out of rows (SAFETY invariant 8)
        var tries = context.Headers.Get<int>(Tries, 0) ?? 0;
        if (tries >= Waits.Length)
        {
            throw new ValidationException($"The cancel is refused: no payment {context.Message.PaymentId} was asked for.");
        }

        await context.SendLaterAsync(context.Message, Waits[tries], headers => headers.Set(Tries, tries + 1));
    }
}
