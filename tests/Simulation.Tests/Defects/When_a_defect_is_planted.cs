using System.Text.RegularExpressions;
using Integration.Simulation.Judge;
using Integration.Simulation.Run;
using Xunit.Abstractions;

namespace Integration.Simulation.Defects;

/// <summary>A simulator that never finds anything proves nothing: each of these defects is found within so many histories (about three times what it took when this was written), by a judgment
/// that has to do with the rule it breaks. The table stands in docs/proof.md, too.</summary>
public sealed class When_a_defect_is_planted(ITestOutputHelper output)
{
    private const long FirstSeed = 9_000_000;

    [Theory]
    [InlineData("R2", typeof(FreshKeyOnEveryCall), 800, "^R2: .*no claim")]
    [InlineData("R2", typeof(ClaimIsNotCommitted), 800, "^R2: .*no claim")]
    [InlineData("R3", typeof(EveryClaimIsGranted), 800, "^R3: ")]
    [InlineData("R4", typeof(LateNewsIsWritten), 3000, "^R4: ")]
    [InlineData("R4", typeof(WebhookIsBelieved), 800, "^(F1|F2|4): ")]
    [InlineData("R6", typeof(AmountsAreBelieved), 800, "^9: it is (Confirmed|PartiallyRefunded|Refunded) with")]
    [InlineData("F1", typeof(DeclineIsProof), 800, "^(F2|3): ")]
    [InlineData("F1", typeof(ServerErrorIsProof), 800, "^(F1|F2|4): ")]
    [InlineData("F2", typeof(UnansweredConfirmIsForgotten), 800, "^(F1|F2): ")]
    [InlineData("F4", typeof(FraudIsAnyDecline), 800, "^F4: ")]
    [InlineData("F4", typeof(DeclineOfTheCloseIsForgotten), 800, "^F4: ")]
    [InlineData("U1", typeof(UnknownIsOver), 800, "^(F1|F2|4): ")]
    [InlineData("U2", typeof(KeysLiveForYears), 800, "^U2: ")]
    [InlineData("U3", typeof(UnreachableIsClosed), 800, "^(F1|F2|4): ")]
    [InlineData("U4", typeof(NobodyReturnsMoney), 800, "^U4: ")]
    [InlineData("U6", typeof(RefundUnderNewKey), 800, "^R2: refund.*no claim")]
    [InlineData("U6", typeof(UnknownRefundIsSentAgain), 800, "^(R2|2): refund")]
    [InlineData("inbox", typeof(NoInbox), 800, "^7: .* heard message")]
    [InlineData("outbox", typeof(MessagesLeaveBeforeTheCommit), 800, "^7: .* was told")]
    [InlineData("outbox", typeof(MessagesAreSentAfterTheCommit), 800, "^5: .*never told")]
    [InlineData("timers", typeof(TimersAreNotCanceled), 800, "^7: timer")]
    [InlineData("timers", typeof(TimersAreNotKept), 800, "^5: .*nothing wakes it")]
    [InlineData("CRM", typeof(LateNewsMovesTheCrmBack), 800, "^CRM: refund .* is known")]
    [InlineData("CRM", typeof(RefundsAreNotMirrored), 800, "^CRM: refund .* is Succeeded")]
    [InlineData("CRM", typeof(PaymentsHaveNoRecord), 800, "^CRM: there are records")]
    [InlineData("CRM", typeof(NoAnswerIsWritten), 800, "^CRM: .* is synced as somewhere")]
    [InlineData("CRM", typeof(NobodyTakesOver), 800, "^5: .* still waits for the CRM")]
    public async Task Should_be_found_and_named(string rule, Type defect, int within, string judgment)
    {
        var shown = await Task.Run(() => SearchAsync((IDefect)Activator.CreateInstance(defect)!, within, judgment));

        shown.Found.ShouldBeTrue($"{defect.Name} breaks {rule}, and {within} histories did not show it. They showed: {string.Join("; ", shown.Else.Take(5))}");
    }

    /// <summary>On a thread where nothing carries a history to another one.</summary>
    private async Task<(bool Found, IReadOnlyCollection<string> Else)> SearchAsync(IDefect defect, int within, string judgment)
    {
        var others = new HashSet<string>();
        var world = new World(plant: defect.Plant);
        try
        {
            for (var history = 0; history < within; history++)
            {
                var verdict = await History.RunAsync(world, FirstSeed + history, new Coverage());
                if (verdict.Broken.FirstOrDefault(line => Regex.IsMatch(line, judgment)) is { } said)
                {
                    output.WriteLine($"{defect.GetType().Name}: history {history + 1}: {said}");
                    return (true, others);
                }

                if (verdict.Broken.Count > 0)
                {
                    // What broke may have left the world in pieces.
                    others.UnionWith(verdict.Broken);
                    await world.DisposeAsync();
                    world = new World(plant: defect.Plant);
                }
            }
        }
        finally
        {
            await world.DisposeAsync();
        }

        return (false, others);
    }
}
