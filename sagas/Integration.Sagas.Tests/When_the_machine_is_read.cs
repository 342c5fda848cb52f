using System.Text;
using Integration.Conventions;
using Integration.Sagas.Payments;
using MassTransit;

namespace Integration.Sagas.Tests;

public sealed class When_the_machine_is_read
{
    private static readonly PaymentStateMachine Machine = new(TestPolicy.Create());

    public static TheoryData<string> Waiting() => [.. Machine.States.Where(s => s != Machine.Initial && s != Machine.Final).Select(s => s.Name)];

    /// <summary>An event that a state does not name would be a fault in production: every state says what it does, or that it ignores it.</summary>
    [Theory]
    [MemberData(nameof(Waiting))]
    public void Should_handle_or_ignore_every_event_in_every_state(string state)
    {
        var handled = Machine.NextEvents(Machine.GetState(state)).Select(e => e.Name).ToHashSet();
        Machine.Events.Select(e => e.Name).Where(e => !e.EndsWith(".AnyReceived", StringComparison.Ordinal)).Except(handled).ShouldBeEmpty($"in {state}");
    }

    [Fact]
    public void Should_match_the_diagram_that_is_checked_in()
    {
        var file = Path.Combine(Repository.Root, "docs", "diagrams", "payment.md");
        var drawn = Draw();
        if (Environment.GetEnvironmentVariable("INTEGRATION_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, drawn);
        }

        File.ReadAllText(file).ShouldBe(drawn, $"the machine changed: review it and run the tests once with INTEGRATION_UPDATE_SNAPSHOTS=1 to draw {file} anew");
    }

    private static string Draw()
    {
        var text = new StringBuilder("# The life of a payment\nDrawn from `PaymentStateMachine` by a test that keeps it current. What leaves the state as it is, is left out.\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var arrow in TransitionReader<PaymentState>.Read(Machine).Where(t => t.From != t.To).GroupBy(t => (t.From, t.To)))
        {
            text.Append("    ").Append(arrow.Key.From == Machine.Initial.Name ? "[*]" : arrow.Key.From).Append(" --> ").Append(arrow.Key.To).Append(" : ")
                .AppendJoin(", ", arrow.Select(a => a.Event)).Append('\n');
        }

        return text.Append("```\n").ToString();
    }
}
