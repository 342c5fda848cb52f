using Integration.Contracts.Payments;

namespace Integration.Conventions;

/// <summary>Agents reference the contracts and nothing else comes with them. What older messages rely on is kept by contracts/Integration.Contracts.Tests, on the published schemas.</summary>
public sealed class When_a_contract_changes
{
    [Fact]
    public void Should_reference_no_package_and_no_project() =>
        typeof(InitiatePayment).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal));
}
