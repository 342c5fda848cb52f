using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using Integration.Simulation.Run;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Simulation.Judge;

/// <summary>Every pair that a large run is to visit: each fault in each state of a payment, and each event of a machine in each of its states, as the machines themselves list them.</summary>
internal sealed class Reach
{
    private readonly List<(string Group, string What, string Key)> _pairs = [];

    /// <param name="services">The product's, with its machines.</param>
    public Reach(IServiceProvider services)
    {
        var payments = services.GetRequiredService<PaymentStateMachine>();
        foreach (var state in payments.States.Where(s => s != payments.Initial && s != payments.Final))
        {
            _pairs.AddRange(Enum.GetNames<Fault>().Concat(Chaos.CallFaults).Select(fault => ($"fault in {state.Name}", fault, Coverage.InState(state.Name, fault))));
        }

        Add("payments", payments);
        Add("refunds", services.GetRequiredService<RefundStateMachine>());
    }

    /// <summary>The pairs that were never visited, a state per line; and how many there are.</summary>
    public IEnumerable<string> NeverVisited(Coverage coverage)
    {
        var missing = _pairs.FindAll(p => !coverage.Counts.ContainsKey(p.Key));
        foreach (var group in missing.GroupBy(p => p.Group, StringComparer.Ordinal))
        {
            yield return $"     never  {group.Key}: {string.Join(", ", group.Select(p => p.What))}";
        }

        yield return $"{missing.Count} of {_pairs.Count} pairs were never visited";
    }

    private void Add(string queue, StateMachine machine)
    {
        foreach (var state in machine.States.Where(s => s != machine.Final))
        {
            var name = state == machine.Initial ? Coverage.Nothing : state.Name;
            _pairs.AddRange(machine.NextEvents(state).Select(MessageOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)
                .Select(message => ($"{queue} in {name}", message, Coverage.InQueue(queue, name, message))));
        }
    }

    /// <summary>An event's contract; null for the machine's own, such as entering a state.</summary>
    private static string? MessageOf(Event heard) => heard.GetType().GetInterfaces()
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(Event<>))?.GenericTypeArguments[0].Name;
}
