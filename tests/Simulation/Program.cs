using System.Globalization;
using Integration.Simulation.Run;

if (Plan.Read(args, out var problem) is not { } plan)
{
    await Console.Error.WriteLineAsync(problem);
    return 64;
}

var total = new Integration.Simulation.Run.Simulation(plan).Run(Console.Out);
foreach (var line in plan.Coverage ? total.Coverage.Lines().Concat(total.Reach.NeverVisited(total.Coverage)) : [])
{
    Console.WriteLine(line);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{total.Histories} histories from seed {plan.Seed}, {total.Steps} steps, {total.Seconds:F1} s, {total.Histories / total.Seconds:F0} a second: {(total.Broken.Count == 0 ? "no violation" : $"{total.Broken.Count} BROKEN")}"));
return total.Broken.Count == 0 ? 0 : 1;
