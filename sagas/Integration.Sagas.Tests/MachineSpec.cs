using System.Text;
using Integration.Conventions;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using MassTransit;

namespace Integration.Sagas.Tests;

/// <summary>What has to be true of every machine, read off the machine itself.</summary>
public abstract class MachineSpec<TSaga>(SagaStateMachine<TSaga> machine, string name)
    where TSaga : class, SagaStateMachineInstance
{
    /// <summary>An event that a state does not name would be a fault in production: every state says what it does, or that it ignores it.</summary>
    [Fact]
    public void Should_handle_or_ignore_every_event_in_every_state()
    {
        var events = machine.Events.Select(e => e.Name).Where(e => !e.EndsWith(".AnyReceived", StringComparison.Ordinal)).ToHashSet();
        var missing = machine.States.Where(s => s != machine.Initial && s != machine.Final)
            .SelectMany(state => events.Except(machine.NextEvents(state).Select(e => e.Name)).Select(e => $"{e} in {state.Name}"));
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Should_match_the_diagram_that_is_checked_in()
    {
        var file = Path.Combine(Repository.Root, "docs", "diagrams", $"{name}.md");
        var drawn = Draw();
        if (Environment.GetEnvironmentVariable("INTEGRATION_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, drawn);
        }

        File.ReadAllText(file).ShouldBe(drawn, $"the machine changed: review it and run the tests once with INTEGRATION_UPDATE_SNAPSHOTS=1 to draw {file} anew");
    }

    private string Draw()
    {
        var text = new StringBuilder($"# The life of a {name}\nDrawn from `{machine.GetType().Name}` by a test that keeps it current. What leaves the state as it is, is left out, and so is the stop of a broken invariant, which may follow any transition.\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var arrow in TransitionReader<TSaga>.Read(machine).Where(t => t.From != t.To && !t.Event.EndsWith(".Enter", StringComparison.Ordinal)).GroupBy(t => (t.From, t.To)))
        {
            text.Append("    ").Append(arrow.Key.From == machine.Initial.Name ? "[*]" : arrow.Key.From).Append(" --> ").Append(arrow.Key.To).Append(" : ")
                .AppendJoin(", ", arrow.Select(a => a.Event)).Append('\n');
        }

        return text.Append("```\n").ToString();
    }
}

public sealed class When_the_payments_machine_is_read() : MachineSpec<PaymentState>(new PaymentStateMachine(TestPolicy.Create()), "payment");

public sealed class When_the_refunds_machine_is_read() : MachineSpec<RefundState>(new RefundStateMachine(TestPolicy.Refunds()), "refund");
