#include "engine/expr/declarations/declarations.h"

#include <array>

namespace hindcast::expr {

std::span<const Declared> ownDeclarations()
{
    static constexpr auto table = std::to_array<Declared>({
        {"decimal", "decimal_to_decimal", "(decimal) -> decimal"},
        {"decimal", "string_to_decimal", "(string) -> decimal"},
        {"decimal", "int64_to_decimal", "(int) -> decimal"},
        {"decimal", "uint64_to_decimal", "(uint) -> decimal"},
        {"divide", "decimal_divide_int", "decimal.(decimal, int) -> decimal"},
        {"divide", "decimal_divide_int_string", "decimal.(decimal, int, string) -> decimal"},
        {"round", "decimal_round_int", "decimal.(int) -> decimal"},
        {"round", "decimal_round_int_string", "decimal.(int, string) -> decimal"},
        {"scale", "decimal_scale", "decimal.() -> int"},

        {"numbers.sum", "numbers_sum_int", "(list(int)) -> int"},
        {"numbers.sum", "numbers_sum_uint", "(list(uint)) -> uint"},
        {"numbers.sum", "numbers_sum_double", "(list(double)) -> double"},
        {"numbers.sum", "numbers_sum_decimal", "(list(decimal)) -> decimal"},
        {"numbers.sum", "numbers_sum_numbers", "(list(number)) -> dyn"},
        {"numbers.min", "numbers_min_int", "(list(int)) -> int"},
        {"numbers.min", "numbers_min_uint", "(list(uint)) -> uint"},
        {"numbers.min", "numbers_min_double", "(list(double)) -> double"},
        {"numbers.min", "numbers_min_decimal", "(list(decimal)) -> decimal"},
        {"numbers.min", "numbers_min_numbers", "(list(number)) -> dyn"},
        {"numbers.max", "numbers_max_int", "(list(int)) -> int"},
        {"numbers.max", "numbers_max_uint", "(list(uint)) -> uint"},
        {"numbers.max", "numbers_max_double", "(list(double)) -> double"},
        {"numbers.max", "numbers_max_decimal", "(list(decimal)) -> decimal"},
        {"numbers.max", "numbers_max_numbers", "(list(number)) -> dyn"},
        {"numbers.avg", "numbers_avg_numbers", "(list(number)) -> double"},
    });
    return table;
}

} // namespace hindcast::expr
