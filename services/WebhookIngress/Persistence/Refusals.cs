using Integration.Persistence;
using Integration.Persistence.DeadLetters;
using Integration.WebhookIngress.Api.Writes;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>A dead letter is forgotten one day; that a client's request was refused, and why, is not. Without it a refused payment would look as if it were still to come.</summary>
internal static class Refusals
{
    private const string Keep =
        "update requests.writes k set refused_at = f.at, refusal = f.refusal from (" +
        "select w.write_id, d.at, " + LetterSql.Refusal + " as refusal from ops.dead_letters l join requests.writes w on w.write_id = l.message_id join " + LetterSql.Joined + " on d.is_final " +
        "where l.is_final and w.refused_at is null and l.last_failed_at < $1 limit $2) f where k.write_id = f.write_id";

    public static void AddRefusals(this IServiceCollection services) => services
        .AddSingleton(new PruneRule(Keep, () => TimeSpan.Zero))
        .AddSingleton(new RetryGuard(LetterSql.Forbidden));
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
