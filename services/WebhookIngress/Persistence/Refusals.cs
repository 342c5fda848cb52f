using Integration.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>A dead letter is forgotten one day; that a client's request was refused, and why, is not. Without it a refused payment would look as if it were still to come.</summary>
internal static class Refusals
{
    private const string Keep =
        """
        update requests.writes w set refused_at = f.last_failed_at, refusal = f.fault from (
            select distinct on (d.message_id) d.message_id, d.last_failed_at, d.fault from ops.dead_letters d join requests.writes r on r.write_id = d.message_id
            where r.refused_at is null and d.last_failed_at < $1 order by d.message_id limit $2) f
        where w.write_id = f.message_id
        """;

    public static void AddRefusals(this IServiceCollection services) => services.AddSingleton(new PruneRule(Keep, () => TimeSpan.Zero));
}

/// <summary>Why a request came to nothing.</summary>
[DbContext(typeof(RequestsContext))]
[Migration("20261130000000_Refusals")]
internal sealed class M20261130_Refusals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table requests.writes add column refused_at timestamptz, add column refusal text;
        create or replace view ops.api_requests as
            select accepted_at, client, credential, operation, payment_id, refund_id, order_id, customer_id, amount_minor, currency, idempotency_key, write_id as message_id, remote_address, trace_id,
                refused_at, refusal
            from requests.writes;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.api_requests;
        create view ops.api_requests as
            select accepted_at, client, credential, operation, payment_id, refund_id, order_id, customer_id, amount_minor, currency, idempotency_key, write_id as message_id, remote_address, trace_id
            from requests.writes;
        alter table requests.writes drop column refused_at, drop column refusal;
        """);
}
