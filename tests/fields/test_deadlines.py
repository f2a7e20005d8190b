"""Time limits: the words, and the value that they stand for."""

from __future__ import annotations

import pytest

from trichxuat.fields.deadlines import as_deadline, deadline_in
from trichxuat.text import Text

FOUND = """
Trả lời không muộn hơn 08 giờ làm việc kể từ khi nhận hồ sơ.|không muộn hơn 08 giờ làm việc kể từ khi nhận hồ sơ|PT8H
Trong thời hạn 15 ngày kể từ ngày công bố phải hoàn thành việc rà soát.|Trong thời hạn 15 ngày kể từ ngày công bố|P15D
Gửi báo cáo từ ngày 10 đến ngày 15 tháng 12 hằng năm.|từ ngày 10 đến ngày 15 tháng 12 hằng năm|R/--12-15/P1Y
Kiểm tra các bến hằng năm hoặc đột xuất.|hằng năm hoặc đột xuất|R/P1Y
gửi báo cáo trước ngày 15/3/2023 | trước ngày 15/3/2023 | 2023-03-15
nộp hồ sơ chậm nhất ngày 20 tháng 5 năm 2024 | chậm nhất ngày 20 tháng 5 năm 2024 | 2024-05-20
thực hiện đến hết ngày 31/12/2025 | đến hết ngày 31/12/2025 | 2025-12-31
trình trước 18 giờ ngày 28/9/2025 | trước 18 giờ ngày 28/9/2025 | 2025-09-28
hoàn thành trong quý II/2023 | trong quý II/2023 | 2023-04-01/2023-06-30
hoàn thành trong tháng 11/2025 | trong tháng 11/2025 | 2025-11-01/2025-11-30
hoàn thành trong năm 2025 | trong năm 2025 | 2025-01-01/2025-12-31
phát động từ ngày 01/4/2023 đến ngày 30/6/2023 | từ ngày 01/4/2023 đến ngày 30/6/2023 | 2023-04-01/2023-06-30
Định kì 6 tháng, năm tổng hợp | Định kì 6 tháng, năm | R/P6M
định kỳ 6 tháng và cả năm | định kỳ 6 tháng và cả năm | R/P6M
báo cáo hằng ngày | hằng ngày | R/P1D
hàng năm trích kinh phí | hàng năm | R/P1Y
định kỳ hằng quý báo cáo | định kỳ hằng quý | R/P3M
trước ngày 15/12 hằng năm tổng hợp | trước ngày 15/12 hằng năm | R/--12-15/P1Y
trước ngày 20 hằng tháng | trước ngày 20 hằng tháng | R/P1M
báo cáo 02 giờ một lần | 02 giờ một lần | R/PT2H
trong thời hạn 03 ngày làm việc, kể từ ngày ký | trong thời hạn 03 ngày làm việc, kể từ ngày ký | P3D
phản hồi trong vòng 24 giờ | trong vòng 24 giờ | PT24H
xử lý không quá 01 ngày làm việc kể từ khi nhận | không quá 01 ngày làm việc kể từ khi nhận | P1D
gửi ít nhất 03 ngày làm việc trước thời hạn quy định | ít nhất 03 ngày làm việc trước thời hạn quy định | P3D
rà soát đầu kỳ vào cuối năm 2026 và báo cáo | vào cuối năm 2026 | 2026-01-01/2026-12-31
từ tháng 10/2025 đến khi kết thúc kiểm kê | từ tháng 10/2025 đến khi kết thúc kiểm kê | 2025-10-01/..
Hằng năm kiểm tra, đánh giá | Hằng năm | R/P1Y
niêm yết trong thời hạn tối thiểu 10 ngày | trong thời hạn tối thiểu 10 ngày | P10D
trình Hội đồng tại kỳ họp gần nhất | tại kỳ họp gần nhất | tại kỳ họp gần nhất
báo cáo trước 19h00' hằng ngày | trước 19h00' hằng ngày | R/P1D
vệ sinh ngay sau khi lũ rút | ngay sau khi lũ rút | ngay sau khi lũ rút
"""

NONE = """
kịp thời báo cáo
trong thời gian sớm nhất
định kỳ báo cáo kết quả
xây dựng kế hoạch hằng năm
công bố kết quả rà soát hộ nghèo hằng năm theo chuẩn mới
các văn bản ban hành trước ngày 01/7/2025
kết quả đạt được trong 5 năm qua
khi có yêu cầu
các nghị quyết được ban hành tại kỳ họp thứ 10
giai đoạn 2021 - 2025
"""


@pytest.mark.parametrize("case", FOUND.strip().splitlines())
def test_found(case: str) -> None:
    source, words, norm = (part.strip() for part in case.split("|"))
    text = Text(source)
    deadline = deadline_in(text, 0, len(text.clean))
    assert deadline is not None
    assert (deadline.text, deadline.value) == (words, norm)


@pytest.mark.parametrize("source", NONE.strip().splitlines())
def test_none(source: str) -> None:
    text = Text(source)
    assert deadline_in(text, 0, len(text.clean)) is None


@pytest.mark.parametrize(
    ("cell", "norm", "reasons"),
    [
        ("Quí IV-2025", "2025-10-01/2025-12-31", []),
        ("2025 - 2030", "2025-01-01/2030-12-31", []),
        ("Năm 2025 và các năm tiếp theo", "2025-01-01/..", ["open_end"]),
        ("Thường xuyên", "Thường xuyên", ["event"]),
        ("15/12", "--12-15", ["no_year"]),
        ("trước ngày 30 tháng 01", "--01-30", ["no_year"]),
        ("03 ngày làm việc", "P3D", ["relative", "working_days"]),
        ("trước ngày 31/02/2025", "trước ngày 31/02/2025", ["impossible_date"]),
    ],
)
def test_a_cell_that_is_known_to_be_one(cell: str, norm: str, reasons: list[str]) -> None:
    text = Text(cell)
    deadline = as_deadline(text, 0, len(cell))
    assert (deadline.value, deadline.reasons) == (norm, reasons)
    assert (deadline.grade == "sure") == (not reasons)
