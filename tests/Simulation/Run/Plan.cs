using System.Globalization;

namespace Integration.Simulation.Run;

/// <summary>What the command was asked for.</summary>
/// <param name="Seed">Of the first history; the others count on.</param>
/// <param name="Payments">How many.</param>
/// <param name="Threads">How many run at once; each has a world of its own.</param>
/// <param name="Trace">Every history is told in words.</param>
/// <param name="Coverage">What was visited is listed, and what never was.</param>
/// <param name="Store">Where the rows are kept.</param>
/// <param name="Shrink">Of a broken history, a variant with the fewest faults is told.</param>
/// <param name="Only">The faults that happen, by number; null: all that the seed draws.</param>
internal sealed record Plan(long Seed, long Payments, int Threads, bool Trace = false, bool Coverage = false, Store Store = Store.Memory, bool Shrink = false, IReadOnlySet<int>? Only = null)
{
    private const string Usage = "simulate [--seed N] [--payments N] [--threads N] [--trace] [--coverage] [--postgres [--compare]] [--shrink] [--only N,N,...]";

    /// <summary>Reads the arguments; null and what is wrong about them.</summary>
    public static Plan? Read(string[] args, out string problem)
    {
        var plan = new Plan(1, 1, Environment.ProcessorCount);
        problem = Usage;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--trace":
                    plan = plan with { Trace = true };
                    break;
                case "--coverage":
                    plan = plan with { Coverage = true };
                    break;
                case "--postgres":
                    plan = plan with { Store = plan.Store == Store.Compared ? Store.Compared : Store.Postgres };
                    break;
                case "--shrink":
                    plan = plan with { Shrink = true };
                    break;
                case "--only" when i + 1 < args.Length && Numbers(args[i + 1]) is { } only:
                    plan = plan with { Only = only };
                    i++;
                    break;
                case "--compare":
                    plan = plan with { Store = Store.Compared };
                    break;
                case "--seed" or "--payments" or "--threads" when i + 1 < args.Length && long.TryParse(args[i + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                    plan = args[i++] switch
                    {
                        "--seed" => plan with { Seed = number },
                        "--payments" when number > 0 => plan with { Payments = number },
                        "--threads" when number is > 0 and <= 256 => plan with { Threads = (int)number },
                        _ => null!,
                    };
                    if (plan is null)
                    {
                        problem = $"{args[i - 1]} {number} makes no sense. {Usage}";
                        return null;
                    }

                    break;
                default:
                    problem = $"{args[i]} is not understood. {Usage}";
                    return null;
            }
        }

        if (plan is { Shrink: true, Only: not null })
        {
            problem = $"--only names the faults, and --shrink looks for them: one of the two. {Usage}";
            return null;
        }

        return plan with { Threads = (int)Math.Min(plan.Threads, plan.Payments) };
    }

    /// <summary>"-" is none.</summary>
    private static HashSet<int>? Numbers(string text)
    {
        var numbers = new HashSet<int>();
        foreach (var part in text == "-" ? [] : text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}
