using System.Reflection;
using System.Text;
using Integration.Contracts.Payments;

namespace Integration.Conventions;

/// <summary>A contract's name and shape are its wire format: other languages are written against it.</summary>
public sealed class When_a_contract_changes
{
    private static readonly string Snapshot = Path.Combine(Repository.Root, "tests", "Conventions.Tests", "contracts.snapshot.txt");

    [Fact]
    public void Should_keep_what_older_messages_rely_on()
    {
        var known = File.ReadAllLines(Snapshot).ToHashSet();
        var current = Describe().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

        known.Except(current).ShouldBeEmpty("these were removed or changed: old senders and readers break");
        current.Except(known).Where(line => line.EndsWith(" required", StringComparison.Ordinal) && known.Any(k => Owner(k) == Owner(line)))
            .ShouldBeEmpty("a new field of an existing contract must be optional");
        current.Except(known).ShouldBeEmpty($"new shapes: review them and add the lines to {Snapshot}");
    }

    [Fact]
    public void Should_reference_no_package_and_no_project() =>
        typeof(InitiatePayment).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal));

    private static string Owner(string line) => line.Split(' ')[0].Split('.')[^2];

    private static string Describe()
    {
        var nullability = new NullabilityInfoContext();
        var text = new StringBuilder();
        foreach (var type in typeof(InitiatePayment).Assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            foreach (var property in type.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
            {
                var underlying = Nullable.GetUnderlyingType(property.PropertyType);
                var optional = underlying is not null || nullability.Create(property).ReadState == NullabilityState.Nullable;
                text.Append(type.FullName).Append('.').Append(property.Name).Append(' ').Append(Name(underlying ?? property.PropertyType))
                    .Append(optional ? " optional" : " required").Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(",", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
