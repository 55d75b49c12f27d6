package org.incidentstats.store.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.incidentstats.store.Condition;
import org.incidentstats.store.Item;
import org.incidentstats.store.Place;
import org.incidentstats.store.Table;
import org.incidentstats.store.Write;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.enhanced.dynamodb.model.DeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes that are done together. One that stands alone is no transaction, at half the price. */
final class Transaction {

    private final DynamoDbEnhancedClient client;
    private final Map<Table, DynamoDbTable<Item>> tables;
    private final List<Write> writes;

    Transaction(DynamoDbEnhancedClient client, Map<Table, DynamoDbTable<Item>> tables, List<Write> all) {
        this.client = client;
        this.tables = tables;
        this.writes = all.stream()
                .filter(write -> !(write instanceof Write.Check && write.condition() instanceof Condition.Any))
                .toList();
    }

    void write(Attempts attempts) {
        List<Place> places = writes.stream().map(Write::place).toList();
        if (writes.isEmpty()) {
            return;
        }
        if (writes.size() == 1 && writes.get(0) instanceof Write.Put put) {
            attempts.write(token -> put(put), places, false);
        } else if (writes.size() == 1 && writes.get(0) instanceof Write.Delete delete) {
            attempts.write(token -> delete(delete), places, false);
        } else {
            attempts.write(token -> client.transactWriteItems(together(token)), places, true);
        }
    }

    private void put(Write.Put put) {
        PutItemEnhancedRequest.Builder<Item> request =
                PutItemEnhancedRequest.builder(Item.class).item(put.item());
        expression(put.condition()).ifPresent(request::conditionExpression);
        table(put).putItem(request.build());
    }

    private void delete(Write.Delete delete) {
        DeleteItemEnhancedRequest.Builder request =
                DeleteItemEnhancedRequest.builder().key(ItemSchema.key(delete.place()));
        expression(delete.condition()).ifPresent(request::conditionExpression);
        table(delete).deleteItem(request.build());
    }

    private TransactWriteItemsEnhancedRequest together(String token) {
        TransactWriteItemsEnhancedRequest.Builder request =
                TransactWriteItemsEnhancedRequest.builder().clientRequestToken(token);
        writes.forEach(write -> add(request, write));
        return request.build();
    }

    private void add(TransactWriteItemsEnhancedRequest.Builder request, Write write) {
        Optional<Expression> condition = expression(write.condition());
        if (write instanceof Write.Put put) {
            TransactPutItemEnhancedRequest.Builder<Item> one =
                    TransactPutItemEnhancedRequest.builder(Item.class).item(put.item());
            condition.ifPresent(one::conditionExpression);
            request.addPutItem(table(write), one.build());
        } else if (write instanceof Write.Delete) {
            TransactDeleteItemEnhancedRequest.Builder one =
                    TransactDeleteItemEnhancedRequest.builder().key(ItemSchema.key(write.place()));
            condition.ifPresent(one::conditionExpression);
            request.addDeleteItem(table(write), one.build());
        } else {
            request.addConditionCheck(
                    table(write),
                    ConditionCheck.builder()
                            .key(ItemSchema.key(write.place()))
                            .conditionExpression(condition.orElseThrow())
                            .build());
        }
    }

    private DynamoDbTable<Item> table(Write write) {
        return Objects.requireNonNull(tables.get(write.place().table()));
    }

    private static Optional<Expression> expression(Condition condition) {
        if (condition instanceof Condition.Absent) {
            return Optional.of(Expression.builder()
                    .expression("attribute_not_exists(" + ItemSchema.PART + ")")
                    .build());
        }
        if (condition instanceof Condition.Revision expected) {
            return Optional.of(Expression.builder()
                    .expression(ItemSchema.REVISION + " = :expected")
                    .putExpressionValue(":expected", AttributeValue.fromN(Long.toString(expected.revision())))
                    .build());
        }
        return Optional.empty();
    }
}
